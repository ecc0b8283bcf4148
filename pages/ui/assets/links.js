// Follows our own links without reloading the app: a plain click is handed to the server, which changes the page. Every
// link stays a real one, so that opening it in a new tab, copying it, and the keyboard work as everywhere.
// Also tells the server when light and dark change, because charts are coloured there, and on a phone, where the menu
// scrolls sideways, brings the page being shown into sight. And tells the browser, and with it screen readers, which
// language the page is in.
export default function (component) {
  const { data, setTriggerValue } = component
  document.documentElement.lang = data.language
  const follow = (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((element) => element.tagName?.toUpperCase() === "A")
    const href = link?.getAttribute("href")
    if (!href || !href.startsWith("/") || link.target || link.hasAttribute("download")) return
    const address = new URL(href, location.href)
    if (address.origin !== location.origin || !data.pages.includes(address.pathname)) return
    event.preventDefault()
    setTriggerValue("go", address.pathname + address.search)
    document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 })
  }
  document.addEventListener("click", follow)

  // The address bar holds the whole view, the reader's own choices on the page among them; slides are not part of it.
  const copy = async (event) => {
    const button = event.composedPath().find((element) => element.classList?.contains("ww-copy"))
    if (!button) return
    const view = new URL(location.href)
    view.searchParams.delete("present")
    const link = view.href.replaceAll("%2C", ",")
    const status = button.parentElement.querySelector("[role=status]")
    status.textContent = ""
    try {
      // Absent on plain http, refused without permission.
      await navigator.clipboard.writeText(link)
      status.textContent = button.dataset.copied
    } catch {
      window.prompt(button.dataset.byHand, link)
    }
  }
  document.addEventListener("click", copy)

  const app = document.querySelector(".stApp")
  const compare = () => {
    const scheme = getComputedStyle(app).colorScheme
    if (scheme !== data.theme && scheme !== window.wagewaysTheme) {
      window.wagewaysTheme = scheme // told once per change, whatever the server makes of it
      setTriggerValue("theme", scheme)
    } else if (scheme === data.theme) window.wagewaysTheme = undefined
  }
  const watcher = new MutationObserver(compare)
  watcher.observe(app, { attributes: true, attributeFilter: ["class", "style"] })
  compare()

  let shown
  const centre = () => {
    const current = document.querySelector('.ww-nav [aria-current="page"]')
    if (!current || current === shown) return
    shown = current
    const menu = current.parentElement
    menu.scrollLeft = current.offsetLeft - (menu.clientWidth - current.offsetWidth) / 2
  }
  const menuWatcher = new MutationObserver(centre)
  menuWatcher.observe(app, { childList: true, subtree: true })
  centre()
  return () => {
    menuWatcher.disconnect()
    document.removeEventListener("click", follow)
    document.removeEventListener("click", copy)
    watcher.disconnect()
  }
}
