// Shows the link to a view and copies it. Without permission to copy, the link stays marked for the keyboard.
export default function (component) {
  const { parentElement, data } = component
  const root = parentElement.querySelector(".share")
  const link = new URL(data.path, location.origin).href
  if (!root.firstChild) build(root, data.words)
  const input = root.querySelector("input")
  if (input.value !== link) {
    input.value = link
    root.querySelector("[role=status]").textContent = ""
  }
}

function make(tag, attributes, text) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  if (text !== undefined) element.textContent = text
  return element
}

function build(root, words) {
  const label = make("label", { for: "ww-share" }, words.label)
  const row = make("div", { class: "row" })
  const input = make("input", { id: "ww-share", type: "text", readonly: "" })
  const button = make("button", { type: "button" }, words.copy)
  const status = make("div", { role: "status" })
  input.addEventListener("focus", () => input.select())
  button.addEventListener("click", async () => {
    status.textContent = ""
    try {
      // Absent on plain http, refused without permission.
      await navigator.clipboard.writeText(input.value)
      status.textContent = words.copied
    } catch {
      input.focus()
      input.select()
      status.textContent = words.by_hand
    }
  })
  row.append(input, button)
  root.append(label, row, status)
}
