/** The wall: pictures; the desk beside them names its own script. */

import "../../elements/camera-alarms.js";
import "../../elements/live-tile.js";
import "../../elements/venue-clock.js";
import "../../elements/wall-stage.js";
