// Pages of tables: what every page has, a filter for the rows of decision tables, and the comparison's columns.

import "../everywhere/site.js";
import { filterRows } from "./filter.js";
import { pickColumns } from "./columns.js";
import { seek } from "../everywhere/dom.js";

const tables = seek(document, ".checker-tables");
if (tables) filterRows(tables);

const comparison = seek(document, ".compare-table", HTMLTableElement);
if (comparison) pickColumns(comparison);
