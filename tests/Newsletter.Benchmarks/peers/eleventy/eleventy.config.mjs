// The same outputs as the newsletter's core: a page each, an index, a site feed and a feed per tag, each feed in three formats.
export default function (eleventy) {
  // Newest first; a feed shows 30, the index 20. "lists" is the site and every tag, for one paginated template per format.
  const newest = (items) => items.toSorted((a, b) => b.date - a.date);
  eleventy.addCollection("newest", (api) => newest(api.getFilteredByGlob("site/explainers/*.md")).slice(0, 20));
  eleventy.addCollection("lists", (api) => {
    const all = newest(api.getFilteredByGlob("site/explainers/*.md"));
    const tags = new Map();
    for (const item of all) {
      for (const tag of item.data.tags) {
        tags.set(tag, [...(tags.get(tag) ?? []), item].slice(0, 30));
      }
    }
    const lists = [...tags].map(([tag, items]) => ({ title: tag, path: `/tags/${tag.replaceAll(" ", "-")}/`, items }));
    return [{ title: "Explained", path: "/", items: all.slice(0, 30) }, ...lists];
  });
  eleventy.addFilter("iso", (date) => date.toISOString());
  eleventy.addFilter("rfc822", (date) => date.toUTCString());
  eleventy.addFilter("lead", (html) => html.split("<!--more-->")[0]);
  eleventy.addFilter("json", (value) => JSON.stringify(value));
  return { dir: { input: "site", output: "public" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
