"""Frames out of a scanner's bytes, in whatever pieces they arrive."""

from hypothesis import given
from hypothesis import strategies as st

from packstation.devices.scanners.framing import MAX_FRAME_BYTES, Frame, FrameSplitter

CODES = st.binary(min_size=1, max_size=40).filter(lambda code: not set(code) & {0x02, 0x03, 0x0A, 0x0D})
ENDS = st.sampled_from(
    [(b"", b"\r"), (b"", b"\n"), (b"", b"\r\n"), (b"\x02", b"\x03"), (b"\x02", b"\x03\r\n")]
)


def whole(*codes: bytes) -> list[Frame]:
    return [Frame(code) for code in codes]


@given(st.lists(CODES, max_size=6), ENDS, st.data())
def test_codes_come_out_as_they_were_read_however_the_bytes_are_cut(
    codes: list[bytes], ends: tuple[bytes, bytes], data: st.DataObject
) -> None:
    stream = b"".join(ends[0] + code + ends[1] for code in codes)
    splitter, frames, start = FrameSplitter(), list[Frame](), 0
    while start < len(stream):
        size = data.draw(st.integers(1, 9))
        frames += splitter.feed(stream[start : start + size])
        start += size
    assert frames == whole(*codes)
    assert splitter.idle() == []


@given(st.lists(st.one_of(st.binary(max_size=60), st.none()), max_size=20))
def test_no_bytes_and_no_silence_break_it_and_nothing_grows_without_limit(steps: list[bytes | None]) -> None:
    splitter = FrameSplitter(max_bytes=50)
    for step in steps:
        frames = splitter.idle() if step is None else splitter.feed(step)
        assert all(0 < len(frame.data) <= 50 for frame in frames)
    assert len(splitter._pending) <= 50


def test_half_a_code_waits() -> None:
    splitter = FrameSplitter()
    assert splitter.feed(b"40063813") == []
    assert splitter.feed(b"33931\r") == whole(b"4006381333931")


def test_empty_frames_are_swallowed() -> None:
    assert FrameSplitter().feed(b"\r\r\n\x02\x03\n") == []


def test_gs_belongs_to_the_code() -> None:
    assert FrameSplitter().feed(b"10A\x1d21B\r") == whole(b"10A\x1d21B")


def test_stx_inside_a_code_is_not_a_new_beginning() -> None:
    assert FrameSplitter().feed(b"A\x02B\r") == whole(b"A\x02B")


def test_silence_ends_the_code_of_a_scanner_without_suffix() -> None:
    splitter = FrameSplitter()
    for code in (b"A1", b"B2"):
        splitter.feed(code)
        assert splitter.idle() == [Frame(code, ended=False, whole=True)]


def test_a_scanner_that_ends_its_codes_is_held_to_it() -> None:
    splitter = FrameSplitter()
    splitter.feed(b"A1\r40063813")
    assert splitter.idle() == [Frame(b"40063813", ended=False, whole=False)]
    assert splitter.feed(b"33931\r") == [Frame(b"33931", ended=True, whole=False)]
    assert splitter.feed(b"B2\r") == whole(b"B2")


def test_the_rest_of_a_cut_code_is_broken_even_on_the_first_code() -> None:
    splitter = FrameSplitter()
    splitter.feed(b"40063813")
    splitter.idle()
    assert splitter.feed(b"33931\r") == [Frame(b"33931", ended=True, whole=False)]


def test_an_end_that_comes_late_leaves_nothing_behind() -> None:
    splitter = FrameSplitter()
    splitter.feed(b"A1")
    splitter.idle()
    assert splitter.feed(b"\r") == []
    assert splitter.feed(b"B2\r") == whole(b"B2")


def test_a_scanner_whose_suffix_was_switched_off_works_again_after_three_codes() -> None:
    splitter = FrameSplitter()
    splitter.feed(b"A1\r")
    kept = []
    for code in (b"B2", b"C3", b"D4", b"E5"):
        splitter.feed(code)
        kept += [frame.whole for frame in splitter.idle()]
    assert kept == [False, False, True, True]


def test_a_code_longer_than_any_symbol_is_cut_and_broken_and_the_next_is_well() -> None:
    splitter = FrameSplitter()
    first, second = splitter.feed(b"9" * 20_000 + b"\rA1\r")
    assert first == Frame(b"9" * MAX_FRAME_BYTES, ended=True, whole=False)
    assert second == Frame(b"A1")


def test_a_port_closed_in_between_leaves_no_half_code() -> None:
    splitter = FrameSplitter()
    splitter.feed(b"40063813")
    splitter.reset()
    assert splitter.feed(b"33931\r") == whole(b"33931")
