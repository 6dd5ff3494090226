/** Review: recordings of several cameras above their timeline. */

import "../../elements/review-choice.js";
import "../../elements/review-desk.js";
import "../../elements/venue-clock.js";
