// Pickers of a page: comboboxes that ask the server as one types, a switch, and lists that such a box adds to. Follows
// the ARIA combobox pattern. Sends one thing: {name, value, press} of a choice made, where press counts those of a list.
// Everything it shows is set as text, never as markup.
const WAIT = 120 // ms of quiet before asking

export default function (component) {
  const { parentElement, data } = component
  const root = parentElement.querySelector(".pickers")
  // Streamlit calls this again whenever the data change; what stands there already is brought up to date, not rebuilt.
  root.send = (name, value, press) => component.setTriggerValue("choice", { name, value, press })
  const signature = JSON.stringify(data.fields.map((f) => [f.name, f.kind, f.label]))
  if (root.dataset.signature !== signature) {
    root.dataset.signature = signature
    const build = { switch: buildSwitch, list: buildList }
    const fields = data.fields.map((f) => (build[f.kind] ?? buildBox)(root, f, data.words))
    root.replaceChildren(...(data.words.fold ? [fold(data.words.fold, fields)] : fields))
  }
  data.fields.forEach((field) => root.querySelector(`[data-field="${field.name}"]`).update(field, data.words))
}

function make(tag, attributes = {}, text) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  if (text !== undefined) element.textContent = text
  return element
}

function buildSwitch(root, field) {
  const set = make("fieldset", { "data-field": field.name, class: "field-switch" })
  const legend = make("legend", {}, field.label)
  const row = make("div", { class: "switch" })
  set.append(legend, row)
  set.update = (fresh) => {
    const options = JSON.stringify(fresh.options)
    if (set.dataset.options === options) {
      // Building them anew would take the focus away.
      row.querySelectorAll("input").forEach((input) => { input.checked = input.value === fresh.value })
      return
    }
    set.dataset.options = options
    row.replaceChildren(
      ...fresh.options.map(([value, words]) => {
        const label = make("label")
        const input = make("input", { type: "radio", name: `ww-${fresh.name}`, value })
        input.checked = value === fresh.value
        input.addEventListener("change", () => root.send(fresh.name, value))
        label.append(input, words)
        return label
      })
    )
  }
  return set
}

// On a phone the pickers fold away, so that the answer stands on the first screen.
function fold(words, fields) {
  const details = make("details")
  const narrow = window.matchMedia("(max-width: 640px)")
  const follow = () => { details.open = !narrow.matches }
  narrow.addEventListener("change", follow)
  follow()
  const inside = make("div", { class: "pickers" })
  inside.append(...fields)
  details.append(make("summary", {}, words), inside)
  return details
}

// What was chosen, in an order that buttons change, and a box that adds to it. Sends the whole list, with commas. What a
// button or the box does is shown at once, so that the next press starts from there and the focus has somewhere to be;
// the answer of the server to the last press then says the same, or puts it right.
function buildList(root, field, words) {
  const set = make("div", { class: "list", role: "group", "aria-label": field.label, "data-field": field.name })
  const items = make("ol")
  const status = make("div", { class: "hidden", role: "status" })
  let entries = [] // code and title of each
  let told // the field as the server told it last
  let sent // number of the last press
  const tell = () => {
    sent = (sent ?? told.heard ?? 0) + 1
    root.send(field.name, entries.map(({ code }) => code).join(","), sent)
  }
  const add = (match) => {
    const code = match[field.code]
    if (entries.some((entry) => entry.code === code)) return
    show([...entries, { code, title: match.title, language: match.language }])
    tell()
    if (box.hidden) items.querySelector("button:enabled").focus()
  }
  const box = buildBox(root, field, words, add)
  const name = make("div", { class: "label" })
  set.append(name, items, box, status)

  const button = (name, sign, label, act, off) => {
    const made = make("button", { type: "button", "data-act": name, "aria-label": label, title: label }, sign)
    made.disabled = off
    made.addEventListener("click", act)
    return made
  }
  const item = (entry, at, all) => {
    const { code, title, language } = entry
    const made = make("li", { "data-code": code })
    const others = all.filter((other) => other !== entry)
    const move = (to) => {
      show([...others.slice(0, to), entry, ...others.slice(to)], [code, to < at ? "back" : "on"])
      status.textContent = words.moved.replace("{name}", title).replace("{number}", to + 1).replace("{all}", all.length)
      tell()
    }
    const remove = () => {
      show(others, [others[Math.min(at, others.length - 1)].code, "remove"])
      status.textContent = words.removed.replace("{name}", title)
      tell()
    }
    const named = (text) => text.replace("{name}", title)
    made.append(make("span", { lang: language }, title))
    if (all.length > 1) {
      made.append(
        button("back", "‹", named(words.back), () => move(at - 1), at === 0),
        button("on", "›", named(words.on), () => move(at + 1), at === all.length - 1),
        button("remove", "×", named(words.remove), remove, false)
      )
    }
    return made
  }
  const focused = () => {
    const at = set.getRootNode().activeElement
    return items.contains(at) && [at.closest("li").dataset.code, at.dataset.act]
  }
  const show = (list, focus) => {
    entries = list
    items.replaceChildren(...list.map(item))
    box.hidden = list.length >= told.most
    name.textContent = box.hidden ? told.full : told.label
    if (!focus) return
    const [code, act] = focus
    const entry = [...items.children].find((made) => made.dataset.code === code)
    const aim = entry?.querySelector(`[data-act=${act}]:enabled`) ?? entry?.querySelector("button:enabled")
    ;(aim ?? items.querySelector("button:enabled") ?? box.querySelector("input")).focus()
  }

  set.update = (fresh) => {
    told = fresh
    box.update({ ...fresh, title: "" })
    // Streamlit also calls with what stands there already. Building that anew would take the focus away.
    if (JSON.stringify(entries) === JSON.stringify(fresh.items)) return
    // An answer to an earlier press knows nothing of those since.
    if (sent !== undefined && fresh.heard !== sent) return
    show(fresh.items, focused())
  }
  return set
}

function buildBox(root, field, words, take = (match) => root.send(field.name, match[field.code])) {
  const id = `ww-${field.name}`
  const box = make("div", { class: field.wide ? "field wide" : "field", "data-field": field.name })
  const label = make("label", { for: id }, field.boxLabel ?? field.label)
  const input = make("input", {
    id, type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`, maxlength: "200",
  })
  const list = make("ul", { id: `${id}-list`, role: "listbox", "aria-label": field.label, hidden: "" })
  const status = make("div", { class: "hidden", role: "status" })
  box.append(label, input, list, status)

  let chosen = "" // what the box shows while nobody types
  let matches = []
  let active = -1
  let timer, running
  const answers = new Map()

  const isOpen = () => !list.hidden
  const close = () => {
    clearTimeout(timer)
    running?.abort()
    list.hidden = true
    active = -1
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }
  const restore = () => { close(); input.value = chosen; status.textContent = "" }
  const mark = (index) => {
    active = index
    ;[...list.querySelectorAll("[role=option]")].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === index))
      if (i === index) { option.scrollIntoView({ block: "nearest" }); input.setAttribute("aria-activedescendant", option.id) }
    })
    if (index < 0) input.removeAttribute("aria-activedescendant")
  }
  const choose = (index) => {
    const match = matches[index]
    if (!match) return
    chosen = match.title
    input.lang = match.language
    restore()
    input.select()
    take(match)
  }
  const show = (text, found) => {
    matches = found
    list.replaceChildren(
      ...found.map((match, i) => {
        const option = make("li", { id: `${id}-${i}`, role: "option", "aria-selected": "false" })
        option.append(make("span", { lang: match.language }, match.title))
        const why = match[field.matched]
        if (why && why.toLowerCase() !== match.title.toLowerCase())
          option.append(make("small", {}, words.matched.replace("{text}", why)))
        else if (field.note && match[field.note])
          option.append(make("small", {}, (field.notes ?? {})[match[field.note]] ?? match[field.note]))
        // mousedown would take the focus out of the box and close the list before the click arrives.
        option.addEventListener("mousedown", (event) => event.preventDefault())
        option.addEventListener("click", () => choose(i))
        return option
      })
    )
    if (!found.length) {
      const none = make("li", { class: "none", role: "presentation" }, words.none.replace("{text}", text.trim().slice(0, 40)))
      list.append(none)
    }
    status.textContent = found.length ? words.found.replace("{number}", found.length) : list.textContent
    list.hidden = false
    input.setAttribute("aria-expanded", "true")
    mark(found.length && text.trim() ? 0 : -1)
  }
  const ask = async (text) => {
    running?.abort()
    if (!text.trim() && !field.browse) { close(); return }
    const key = text.trim().toLowerCase()
    if (answers.has(key)) { show(text, answers.get(key)); return }
    running = new AbortController()
    try {
      const reply = await fetch(`${field.api}?lang=${words.language}&q=${encodeURIComponent(text.trim())}`, { signal: running.signal })
      if (!reply.ok) throw new Error(String(reply.status))
      const found = (await reply.json()).matches
      answers.set(key, found)
      if (input.getRootNode().activeElement === input) show(text, found)
    } catch (error) {
      if (error.name === "AbortError") return
      show(text, [])
      list.firstChild.textContent = status.textContent = words.failed
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => ask(input.value), WAIT) })
  input.addEventListener("focus", () => input.select())
  input.addEventListener("click", () => { if (!isOpen() && field.browse) ask("") })
  input.addEventListener("blur", restore)
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      if (!isOpen()) ask(input.value === chosen && field.browse ? "" : input.value)
      else if (matches.length) mark((active + step + matches.length + (active < 0 && step < 0 ? 1 : 0)) % matches.length)
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (isOpen() && matches.length) choose(Math.max(active, 0))
      else if (input.value !== chosen) {
        // Faster than the wait: take the best answer as soon as it is there.
        clearTimeout(timer)
        ask(input.value).then(() => { if (matches.length && isOpen()) choose(0) })
      }
    } else if (event.key === "Escape") {
      if (isOpen() || input.value !== chosen) { event.preventDefault(); event.stopPropagation(); restore(); input.select() }
    }
  })

  box.update = (fresh) => {
    chosen = fresh.title
    input.lang = fresh.language ?? words.language
    input.placeholder = fresh.placeholder
    if (input.getRootNode().activeElement !== input || !isOpen()) input.value = chosen
  }
  return box
}
