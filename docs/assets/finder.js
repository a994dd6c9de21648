// Shows one of the lists to join at a time, chosen from a menu. Without this script all of them are shown.
"use strict";
{
  const lists = document.currentScript.parentElement;
  const { choose, many } = lists.dataset;
  const sections = [...lists.querySelectorAll(".cop-list")];
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const select = document.createElement("select");
  select.append(new Option(`All ${sections.length} ${many}`, ""));
  for (const section of sections) {
    const heading = section.querySelector("h3");
    select.append(new Option(heading.textContent, heading.id));
  }
  const show = () => {
    for (const section of sections) section.hidden = select.value !== "" && section.querySelector("h3").id !== select.value;
    said.textContent = select.value === "" ? `${sections.length} ${many} shown.` : `${select.selectedOptions[0].text} shown.`;
  };
  select.addEventListener("change", () => {
    history.replaceState(null, "", select.value === "" ? "#open-lists" : `#${select.value}`);
    show();
  });
  const label = document.createElement("label");
  label.append(`${choose} `, select);
  const finder = document.createElement("div");
  finder.className = "cop-finder";
  finder.append(label, said);
  lists.before(finder);
  // An address that ends in `#list:` and a community's id, or in the id alone, shows that community.
  const follow = () => {
    const wanted = location.hash.slice(1);
    const heading = sections.map((section) => section.querySelector("h3")).find(({ id }) => id === wanted || id === `list:${wanted}`);
    if (!heading) return;
    select.value = heading.id;
    show();
    heading.scrollIntoView();
  };
  window.addEventListener("hashchange", follow);
  follow();
}
