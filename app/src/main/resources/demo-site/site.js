"use strict";
// Before anything is painted: the language of the address, of the last visit, or of the browser.
(() => {
  const asked = new URLSearchParams(location.search).get("lang");
  let kept = null;
  try {
    kept = localStorage.getItem("demo-language");
  } catch {
    kept = null;
  }
  const show = (language) => {
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    try {
      localStorage.setItem("demo-language", language);
    } catch {
      // Private windows may forbid it; the page works all the same.
    }
  };
  show(asked ?? kept ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  addEventListener("DOMContentLoaded", () => {
    document.getElementById("language")?.addEventListener("click", () => {
      const next = document.documentElement.lang === "en" ? "zh" : "en";
      const address = new URL(location.href);
      address.searchParams.set("lang", next);
      show(next);
      location.replace(address);
    });
  });
})();
