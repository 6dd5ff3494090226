/** The wall: pictures, and the desk beside them. */

import "../../elements/alert-queue.js";
import "../../elements/camera-alarms.js";
import "../../elements/live-tile.js";
import "../../elements/venue-clock.js";
import "../../elements/wall-stage.js";
