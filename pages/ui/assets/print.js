// Before the browser prints, finds the largest type in which the sheet fits on one page. How long a page of words gets
// depends on the words, so it is tried: on a copy that the print rules of `sheet.css` dress while the screen stays as it
// is. Which paper it will be no page is told, so the size has to suit both.
const MM = 96 / 25.4
const PAPERS = [[210, 297], [215.9, 279.4]].map(([width, height]) => [width - 24, height - 20]) // less @page margins
const ROOM = 0.985 // of a page: what a printer may round up
const SMALLEST = 5.4 // pt
const LARGEST = 10
const TRIES = 7

// Rules of `sheet.css` for the sheet on paper, turned into rules for the copy that hold on the screen too.
function rulesOfPaper() {
  return [...document.styleSheets]
    .filter((sheet) => sheet.ownerNode?.tagName === "STYLE")
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule.media?.mediaText === "print")
    .flatMap((rule) => [...rule.cssRules])
    .filter((rule) => rule.selectorText?.startsWith(".ww.ww-sheet"))
    .map((rule) => rule.cssText.replaceAll(".ww.ww-sheet", ".ww.ww-sheet:where(.ww-tried)"))
    .join("\n")
}

function fit() {
  const sheet = document.querySelector(".ww-sheet")
  if (!sheet) return
  const dress = document.createElement("style")
  dress.textContent = rulesOfPaper()
  const tried = sheet.cloneNode(true)
  tried.classList.add("ww-tried")
  // A screen sets small letters on whole pixels, a printer does not.
  tried.style.cssText = "position: fixed; visibility: hidden; top: 0; left: 0; text-rendering: geometricPrecision"
  sheet.parentElement.append(dress, tried)
  const fits = (size) => {
    tried.style.setProperty("--ww-paper", `${size}pt`)
    return PAPERS.every(([width, height]) => {
      tried.style.width = `${width * MM}px`
      return tried.offsetHeight <= height * MM * ROOM
    })
  }
  let best = SMALLEST
  let over = LARGEST
  if (fits(LARGEST)) best = LARGEST
  for (let tries = 0; best < LARGEST && tries < TRIES; tries++) {
    const size = (best + over) / 2
    if (fits(size)) best = size
    else over = size
  }
  tried.remove()
  dress.remove()
  document.documentElement.style.setProperty("--ww-paper", `${best.toFixed(2)}pt`)
}

export default function () {
  window.addEventListener("beforeprint", fit)
  return () => window.removeEventListener("beforeprint", fit)
}
