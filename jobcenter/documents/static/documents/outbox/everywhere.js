// @ts-check
// On every personal page: what waits on this device goes out, or is told; and nobody signs out or sends without knowing.

import { offerDestinations } from "./destinations.js";
import { watchForms } from "./holding.js";
import { askBeforeLeaving } from "./leaving.js";
import { showNotice } from "./notice.js";

askBeforeLeaving();
watchForms();
offerDestinations();
showNotice();
