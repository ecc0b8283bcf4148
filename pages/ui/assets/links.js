// Follows our own links without reloading the app: a plain click is handed to the server, which changes the page.
// Every link stays a real one, so that opening it in a new tab, copying it, and the keyboard work as everywhere.
export default function (component) {
  const { data, setTriggerValue } = component
  const follow = (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((element) => element.tagName === "A" || element.tagName === "a")
    const href = link?.getAttribute("href")
    if (!href || !href.startsWith("/") || link.target || link.hasAttribute("download")) return
    const address = new URL(href, location.href)
    if (address.origin !== location.origin || !data.pages.includes(address.pathname)) return
    event.preventDefault()
    setTriggerValue("go", address.pathname + address.search)
    window.scrollTo({ top: 0 })
    document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 })
  }
  document.addEventListener("click", follow)
  return () => document.removeEventListener("click", follow)
}
