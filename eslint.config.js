// What finds mistakes in scripts, and no matters of taste.

import js from "@eslint/js";

const LONGEST = 40; // as in Python: tests/test_architecture.py

const finding = {
  "array-callback-return": "error",
  eqeqeq: ["error", "always", { null: "ignore" }],
  "max-lines-per-function": ["error", { max: LONGEST, IIFEs: false }],
  "no-constructor-return": "error",
  "no-eval": "error",
  "no-implicit-globals": "error",
  "no-implied-eval": "error",
  "no-self-compare": "error",
  "no-undef": "off", // tsc knows what each script finds
  "no-template-curly-in-string": "error",
  "no-unmodified-loop-condition": "error",
  "no-unreachable-loop": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-var": "error",
  "prefer-const": "error",
};

export default [
  { ignores: ["site/", ".cache/", ".venv/", "node_modules/", "mutants/", "checker/web/theme/inline/material/"] },
  js.configs.recommended,
  { rules: finding, linterOptions: { reportUnusedDisableDirectives: "error" } },
];
