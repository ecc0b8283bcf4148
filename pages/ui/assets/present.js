// Shows the page as slides: each heading with what stands below it, one at a time, as large as the screen allows. What
// is longer than a screen goes on on the next. Arrow keys, space and buttons move; Escape leaves.
const MAIN = '[data-testid="stMainBlockContainer"]'
const LEAF = `${MAIN} [data-testid="stElementContainer"]`
// What a slide can be cut between.
const PIECES = "p, li, .ww-figure, tbody tr, details"
const PIECES_OF_SHEET = ".ww-sheet > :is(header, aside, footer), .ww-pay tbody, .ww-parts > section, .ww-beside tbody tr"
// How much larger than on a desk, at 720 pixels of height: letters of a fortieth of the height at least.
const LARGEST = 2.6
const SMALLEST = 1.3
const ONE_PIECE = 0.4 // what cannot be cut and is too large all the same: small, but all of it is seen
const NARROWEST = 480 // pixels of a page that are spread over the width of the screen
const QUIET = 120 // ms without a change before the slides are laid out anew

export default function (component) {
  const { parentElement, data } = component
  const bar = parentElement.querySelector(".bar")
  if (!bar.firstChild) build(bar)
  const [about, back, number, on, leave] = bar.children
  const { words } = data
  bar.setAttribute("aria-label", words.bar)
  back.setAttribute("aria-label", words.back)
  on.setAttribute("aria-label", words.on)
  leave.textContent = words.leave
  leave.href = data.leave

  let slides = []
  let heading // the block with the page's own heading
  // The place in the talk outlives a rerun of the same page, and nothing more.
  if (window.wagewaysSlide?.page !== data.page) window.wagewaysSlide = { page: data.page, at: 0 }
  const place = window.wagewaysSlide

  const show = (slide) => {
    for (const leaf of document.querySelectorAll(`${LEAF}[data-ww-slide]`)) leaf.removeAttribute("data-ww-slide")
    if (!slide) return
    for (const piece of slide.pieces ?? []) piece.toggleAttribute("data-ww-later", !slide.own.includes(piece))
    heading?.setAttribute("data-ww-slide", slide.leaves.includes(heading) ? "shown" : "heard")
    for (const leaf of slide.leaves) {
      leaf.setAttribute("data-ww-slide", "shown")
      leaf.style.setProperty("--ww-zoom", slide.zoom)
      const chart = leaf.querySelector(".stPlotlyChart")
      if (chart) leaf.style.setProperty("--ww-taller", `${chart.offsetHeight * (slide.zoom - 1)}px`)
    }
  }
  const tell = () => {
    const slide = slides[place.at]
    about.textContent = slide && !slide.leaves.includes(heading) ? heading?.textContent : data.title
    const told = words.of.replace("{number}", place.at + 1).replace("{all}", slides.length)
    if (number.textContent !== told) number.textContent = told
    back.disabled = place.at === 0
    on.disabled = place.at >= slides.length - 1
  }
  const go = (to) => {
    const at = Math.max(0, Math.min(to, slides.length - 1))
    if (at === place.at || !slides.length) return
    place.at = at
    show(slides[at])
    tell()
    document.querySelector('[data-testid="stMain"]').scrollTo({ top: 0 })
    // The title of a sheet is on its first slide; what comes later begins with a name of its own.
    const names = (slides[at].own ?? []).map((piece) => (piece.closest("section") ?? piece).querySelector("h3, th") ?? piece)
    const title = [slides[at].title, ...names].find((name) => name?.checkVisibility({ visibilityProperty: true }))
    title?.setAttribute("tabindex", "-1")
    title?.focus({ preventScroll: true })
  }

  // --- What belongs on which slide, and how large -----------------------------------------------------------------

  const room = () => window.innerHeight - bar.offsetHeight - 24
  // A table that is wider than the screen would have to be moved sideways, for which a slide has no key; a finger does.
  const isTooWide = (table) => table.checkVisibility() && table.scrollWidth > table.clientWidth + 1
  const isTooLarge = () =>
    document.querySelector(`${MAIN} > *`).offsetHeight > room() ||
    (window.innerWidth > 640 &&
      [...document.querySelectorAll('[data-ww-slide="shown"] :is(.ww-scroll, .ww-sheet)')].some(isTooWide))
  const onThisScreen = (zoom) =>
    Math.min((zoom * window.innerHeight) / 720, Math.max(1, window.innerWidth / NARROWEST))
  const fit = (slide, least) => {
    let [low, high] = [onThisScreen(least), onThisScreen(LARGEST)]
    const tried = (zoom) => { slide.zoom = zoom; show(slide); return !isTooLarge() }
    if (tried(high)) return true
    if (!tried(low)) return false
    while (high - low > 0.04) {
      const middle = (low + high) / 2
      if (tried(middle)) low = middle
      else high = middle
    }
    return tried(low)
  }
  const cut = (slide) => {
    if (fit(slide, SMALLEST)) return [slide]
    const pieces = slide.leaves.filter((leaf) => leaf !== slide.first && !leaf.querySelector(".ww-legend")).flatMap((leaf) => {
      const wanted = leaf.querySelector(".ww-sheet") ? PIECES_OF_SHEET : PIECES
      const found = [...leaf.querySelectorAll(wanted)].filter((piece) => !piece.parentElement.closest(wanted))
      return found.length ? found : [...leaf.children]
    })
    if (!pieces.length) fit(slide, ONE_PIECE)
    const parts = pieces.length ? [] : [slide]
    while (pieces.length) {
      const part = { ...slide, pieces: [...pieces, ...parts.flatMap((other) => other.own)], own: [pieces.shift()] }
      part.zoom = onThisScreen(SMALLEST)
      show(part)
      if (isTooLarge()) fit(part, ONE_PIECE)
      while (pieces.length && !isTooLarge()) {
        part.own.push(pieces.shift())
        show(part)
      }
      if (isTooLarge() && part.own.length > 1) pieces.unshift(part.own.pop())
      fit(part, ONE_PIECE)
      parts.push(part)
    }
    return parts
  }
  const collect = () => {
    const found = []
    heading = undefined
    let beside
    for (const leaf of document.querySelectorAll(LEAF)) {
      const block = leaf.querySelector(".ww")
      if (!block && !leaf.querySelector(".stPlotlyChart")) continue
      if (block?.matches(".ww-footer") || leaf.closest('[data-testid="stExpander"]')) continue
      if (leaf.closest(window.innerWidth > 640 ? '[class*="st-key-narrow-only"]' : '[class*="st-key-wide-only"]')) continue
      const title = block?.querySelector("h1, h2")
      if (title?.tagName === "H1") heading ??= leaf
      const part = leaf.closest(".st-key-answer-figures")
      const last = found.at(-1)
      // A heading of its own stands on every part of what is cut below it.
      const isHeading = title?.parentElement === block
      const first = isHeading && leaf
      // What stands above the page's heading, such as a notice, is on its slide.
      if (title && found.length === 1 && !last.title) Object.assign(last, { title, first })
      else if (!last || title || part !== beside) found.push({ leaves: [], title, first })
      beside = part
      const slide = found.at(-1)
      slide.leaves.push(leaf)
      if (!isHeading || leaf.querySelectorAll(".ww").length > 1) slide.hasContent = true
    }
    const whole = found.filter((slide) => slide.hasContent)
    for (const slide of whole.filter((slide) => !slide.title && heading)) {
      slide.leaves.unshift(heading)
      Object.assign(slide, { title: heading.querySelector("h1"), first: heading })
    }
    for (const piece of document.querySelectorAll("[data-ww-later]")) piece.removeAttribute("data-ww-later")
    slides = whole.flatMap(cut)
    place.at = Math.max(0, Math.min(place.at, slides.length - 1))
    show(slides[place.at])
    tell()
    for (const chart of document.querySelectorAll(`${LEAF} .stPlotlyChart`)) measurer.observe(chart)
  }

  // --- What moves it ---------------------------------------------------------------------------------------------

  const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }
  const press = (event) => {
    const target = event.composedPath()[0]
    if (event.metaKey || event.ctrlKey || event.altKey || target.isContentEditable) return
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
    if (event.key === " " && /^(BUTTON|A)$/i.test(target.tagName)) return
    if (event.key === "Escape") leave.click()
    else if (event.key === "Home") go(0)
    else if (event.key === "End") go(slides.length - 1)
    else if (steps[event.key]) go(place.at + (event.key === " " && event.shiftKey ? -1 : steps[event.key]))
    else return
    event.preventDefault()
  }
  let timer
  const later = () => { clearTimeout(timer); timer = setTimeout(collect, QUIET) }
  back.onclick = () => go(place.at - 1)
  on.onclick = () => go(place.at + 1)
  document.addEventListener("keydown", press)
  window.addEventListener("resize", later)
  // Attributes are ours, and what Plotly draws inside a chart changes nothing: new blocks do.
  const watcher = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.nodeType === 1 && !target.closest(".stPlotlyChart svg, .js-plotly-plot"))) later()
  })
  watcher.observe(document.querySelector('[data-testid="stMain"]'), { childList: true, subtree: true })
  // A chart tells its height only once it is drawn.
  const heights = new Map()
  const measurer = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (heights.get(target) === target.offsetHeight) continue
      heights.set(target, target.offsetHeight)
      later()
    }
  })
  later()
  return () => {
    clearTimeout(timer)
    watcher.disconnect()
    measurer.disconnect()
    document.removeEventListener("keydown", press)
    window.removeEventListener("resize", later)
    show(undefined)
    for (const piece of document.querySelectorAll("[data-ww-later]")) piece.removeAttribute("data-ww-later")
    for (const name of ["--ww-zoom", "--ww-taller"])
      for (const leaf of document.querySelectorAll(LEAF)) leaf.style.removeProperty(name)
  }
}

function build(bar) {
  const make = (tag, name, attributes, text = "") => {
    const element = document.createElement(tag)
    element.className = name
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.textContent = text
    return element
  }
  bar.append(
    make("div", "about", {}),
    make("button", "back", { type: "button" }, "‹"),
    make("div", "number", { role: "status" }),
    make("button", "on", { type: "button" }, "›"),
    make("a", "leave", {})
  )
}
