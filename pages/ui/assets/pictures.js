// Saves a chart as a picture that stands alone: title, subtitle, legend, the chart, and its source, on white paper. The
// chart is drawn again here, by the Plotly that drew it on the page or, where that is out of reach, by the server's own,
// fetched when the first picture is asked for.
const WIDTH = 960 // units of the picture; twice as many pixels
const EDGE = 24
const INSIDE = WIDTH - 2 * EDGE
const SHARPNESS = 2
const FACE = "Arial, Helvetica, sans-serif" // a picture carries no typeface, so it names one that is everywhere
const INK = "#17212B"
const QUIET = "#55626F"

export default function (component) {
  const { parentElement, data } = component
  const root = parentElement.querySelector(".pictures")
  root.told = data
  if (!root.firstChild) build(root)
  for (const button of root.querySelectorAll("button")) {
    const words = data.words[button.value]
    button.textContent = words
    button.setAttribute("aria-label", data.words.of.replace("{kind}", words).replace("{title}", data.title))
  }
  if (root.dataset.name !== data.name + data.title) root.querySelector("[role=status]").textContent = ""
  root.dataset.name = data.name + data.title
}

function build(root) {
  const status = document.createElement("div")
  status.setAttribute("role", "status")
  for (const kind of ["png", "svg"]) {
    const button = document.createElement("button")
    Object.assign(button, { type: "button", value: kind })
    button.addEventListener("click", async () => {
      const { words, name } = root.told
      status.textContent = words.making
      try {
        const svg = await compose(root.told)
        save(kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await painted(svg), `${name}.${kind}`)
        status.textContent = words.made.replace("{name}", `${name}.${kind}`)
      } catch (error) {
        console.error(error)
        status.textContent = words.failed
      }
    })
    root.append(button)
  }
  root.append(status)
}

function save(blob, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function painted(svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = image.naturalWidth * SHARPNESS
    canvas.height = image.naturalHeight * SHARPNESS
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
    // Not toBlob, which may wait a second for the browser to have nothing else to do.
    const drawing = canvas.toDataURL("image/png")
    if (!drawing.startsWith("data:image/png")) throw new Error("The picture is too large.")
    return await (await fetch(drawing)).blob()
  } finally {
    URL.revokeObjectURL(address)
  }
}

// --- The sheet: words around the chart ------------------------------------------------------------------------------

async function compose(told) {
  const chart = told.figure ? await drawn(told) : copied(told)
  const parts = []
  let y = EDGE
  const write = (text, size, colour, weight = 400) => {
    for (const line of wrapped(text, size, weight)) {
      y += Math.round(size * 1.3)
      parts.push(words(line, EDGE, y - Math.round(size * 0.3), size, colour, weight))
    }
  }
  write(told.title, 24, INK, 700)
  y += 4
  write(told.subtitle, 16, QUIET)
  y += 8
  if (told.legend.length) {
    let x = EDGE
    for (const [colour, text] of told.legend) {
      const wide = 30 + measured(text, 14, 400)
      if (x > EDGE && x + wide > WIDTH - EDGE) [x, y] = [EDGE, y + 22]
      parts.push(box(x, y + 4, 14, 14, colour, QUIET))
      parts.push(words(text, x + 20, y + 16, 14, INK))
      x += wide + 12
    }
    y += 32
  }
  parts.push(chart.svg.replace(/^<svg /, `<svg x="${EDGE}" y="${y}" `))
  y += chart.height + 10
  for (const line of told.lines) {
    write(line, 13, QUIET)
    y += 3
  }
  const height = Math.ceil(y + EDGE - 6)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" ` +
    `role="img" lang="${safe(document.documentElement.lang)}"><title>${safe(told.title)}</title>` +
    `<desc>${safe(told.sentence)}</desc>${box(0, 0, WIDTH, height, "#FFFFFF")}${parts.join("")}</svg>`
  )
}

// Nothing that XML forbids, and nothing that it would read as a mark.
function safe(text) {
  const plain = String(text).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
  return plain.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
}

function words(text, x, y, size, colour, weight = 400) {
  return (
    `<text x="${x}" y="${y}" font-family="${FACE}" font-size="${size}" font-weight="${weight}" ` +
    `fill="${safe(colour)}">${safe(text)}</text>`
  )
}

function box(x, y, wide, high, ground, line = "none", thick = 1) {
  return (
    `<rect x="${x}" y="${y}" width="${wide}" height="${high}" fill="${safe(ground)}" stroke="${safe(line)}" ` +
    `stroke-width="${thick}"/>`
  )
}

const ruler = document.createElement("canvas").getContext("2d")

function measured(text, size, weight) {
  ruler.font = `${weight} ${size}px ${FACE}`
  return ruler.measureText(text).width
}

function wrapped(text, size, weight) {
  const lines = []
  let line = ""
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word
    if (line && measured(longer, size, weight) > INSIDE) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line ? [...lines, line] : lines
}

// --- The chart ------------------------------------------------------------------------------------------------------

let fetched

function plotly(address) {
  fetched ??= new Promise((done, fail) => {
    if (window.Plotly) return done(window.Plotly)
    const script = document.createElement("script")
    script.src = address
    script.onload = () => done(window.Plotly)
    script.onerror = () => {
      fetched = undefined // the next press tries again
      script.remove()
      fail(new Error(`${address} did not arrive.`))
    }
    document.head.append(script)
  })
  return fetched
}

async function drawn(told) {
  const { data, layout } = JSON.parse(told.figure)
  layout.font = { ...layout.font, family: FACE }
  const height = layout.height ?? 420
  const { toImage } = await plotly(told.plotly)
  const config = { topojsonURL: told.outlines }
  const svg = await toImage({ data, layout, config }, { format: "svg", width: INSIDE, height, imageDataOnly: true })
  return { svg, height }
}

// A chart made of links: set up out of sight, as wide as the sheet and in the light colours, and copied box by box.
function copied(told) {
  const stage = document.createElement("div")
  stage.setAttribute("aria-hidden", "true")
  stage.inert = true
  const dress = `position:fixed;left:-5000px;top:0;width:${INSIDE}px;color-scheme:light;color:${INK};background:#FFFFFF;`
  stage.style.cssText = `${dress}font:16px ${FACE}`
  stage.innerHTML = told.markup // made and escaped by our own server
  document.querySelector(".stApp").append(stage)
  try {
    const edge = stage.getBoundingClientRect()
    const parts = []
    for (const element of stage.querySelectorAll("*")) copyElement(element, edge, parts)
    const height = Math.ceil(edge.height)
    const start = `<svg xmlns="http://www.w3.org/2000/svg" width="${INSIDE}" height="${height}">`
    return { svg: `${start}${parts.join("")}</svg>`, height }
  } finally {
    stage.remove()
  }
}

const NONE = "rgba(0, 0, 0, 0)"

function copyElement(element, edge, parts) {
  const look = getComputedStyle(element)
  const place = element.getBoundingClientRect()
  if (!place.width || !place.height || look.visibility === "hidden") return
  const at = (rect) => [rect.left - edge.left, rect.top - edge.top, rect.width, rect.height]
  const isHatched = look.backgroundImage !== "none" // stands for a figure that is not there
  if (isHatched || look.backgroundColor !== NONE) {
    parts.push(box(...at(place), isHatched ? "#E3E8ED" : look.backgroundColor))
  }
  const border = parseFloat(look.borderTopWidth)
  if (border) parts.push(box(...at(place), "none", look.borderTopColor, border))
  const outline = look.outlineStyle === "none" ? 0 : parseFloat(look.outlineWidth)
  if (outline) parts.push(box(...at(place), "none", look.outlineColor, outline))
  const size = parseFloat(look.fontSize)
  const ranges = document.createRange()
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue
    for (const [text, rect] of linesOf(node, ranges)) {
      const base = rect.top - edge.top + rect.height / 2 + size * 0.36
      parts.push(words(text, rect.left - edge.left, base, size, look.color, look.fontWeight))
    }
  }
}

// The lines into which the browser broke a text, and where each of them stands.
function linesOf(node, range) {
  const lines = []
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const rect = range.getBoundingClientRect()
    const last = lines.at(-1)
    if (last && Math.abs(last[1].top - rect.top) < 2) last[0] += ` ${word}`
    else lines.push([word, rect])
  }
  return lines
}
