// The home page: what every page has, and the field over all policies.

import "../everywhere/site.js";
import "./anywhere.js";
