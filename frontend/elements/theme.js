/* Before the first paint, or a light page would flash in a dark room. Dark unless chosen otherwise. */
document.documentElement.dataset.theme = localStorage.getItem("theme") || "dark";
