// The least that Eleventy needs: one layout, and Markdown that is not read as a template first.
export default function (settings) {
  settings.addGlobalData("layout", "page.liquid");
}

export const config = {
  dir: {input: "docs", includes: "../_includes", output: "site"},
  markdownTemplateEngine: false,
};
