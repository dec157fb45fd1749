// The page around the frame is told how tall the checker is, so that the frame can fit it.

import { receiver, tell } from "./around.js";

const { body } = document;

const tellHeight = () =>
  tell({ event: "height", height: Math.ceil(body.getBoundingClientRect().height) }, receiver() || "*");

new ResizeObserver(tellHeight).observe(body);
