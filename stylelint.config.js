// What browsers would not understand or ignore, and no matters of taste.

export default {
  extends: "stylelint-config-recommended",
  rules: {
    "no-descending-specificity": null, // rules stand by what they are about
  },
};
