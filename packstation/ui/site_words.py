"""The words of the questions about a bench and its site; what they tell is written by `site.told`."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.ui.answer import SiteAnswer
from packstation.ui.question import AskCode
from packstation.ui.translation import N_

ASKED: Mapping[AskCode, str] = {
    AskCode.SITE_HERE: N_("{station} and its central"),
    AskCode.SITE_ALONE: N_("This bench packs alone. Join a site?"),
    AskCode.WHICH_ENROLMENT: N_("Which file says who this bench is to be?"),
    AskCode.JOIN_SITE: N_("Is this bench to be {station}?"),
    AskCode.SECRET_IN_FILE: N_("This PC has no keyring. Keep the secret in a file of this user?"),
    AskCode.LEAVE_SITE: N_("Leave the site for good? {station} packs alone then, and is told of no order."),
}
HINTS: Mapping[AskCode, str] = {
    AskCode.SITE_HERE: N_("Press or scan a number. BACK leaves everything as it is."),
    AskCode.SITE_ALONE: N_("Several benches that share their orders are a site. Central writes the file."),
    AskCode.WHICH_ENROLMENT: N_("packstation central enrol writes it. It ends in .enrolment."),
    AskCode.JOIN_SITE: N_("The bench starts anew. A copy of what it has is kept; central gets it once."),
    AskCode.SECRET_IN_FILE: N_("Nobody but this user can read it. The disk should be encrypted."),
    AskCode.LEAVE_SITE: N_("The bench starts anew. To come back it needs a new file, with a new name."),
}
SITE_ANSWERS: Mapping[SiteAnswer, str] = {
    SiteAnswer.TRY: N_("Test the connection"),
    SiteAnswer.SEEN: N_("Seen: go on packing"),
    SiteAnswer.LOAD: N_("Load an enrolment"),
    SiteAnswer.LEAVE: N_("Leave this site"),
    SiteAnswer.JOIN: N_("Yes: join the site"),
    SiteAnswer.FILE: N_("{file}"),
    SiteAnswer.OTHER_FILE: N_("Another file …"),
}
