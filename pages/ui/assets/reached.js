// Says when its place comes near the visible part of the page, so that what stands there is made only then.
//
// Streamlit sends what changes within one turn of the browser as a single message, and has only one part of the page
// answer it: where two places come near at once, or one comes near as the reader presses something, all but one go
// unheard. So places wait for each other, and for a moment in which nothing is going on.
const APART = 60 // ms between two places
const BUSY = 1500 // ms after which the moment need not be quiet any more
const AGAIN = 4000 // ms after which a place that still stands there was not heard after all

const waiting = new Set()
let isTelling = false
const quiet = window.requestIdleCallback ?? ((act) => setTimeout(act, APART))

function tellNext() {
  const [tell] = waiting
  isTelling = tell !== undefined
  if (!isTelling) return
  waiting.delete(tell)
  tell()
  setTimeout(() => quiet(tellNext, { timeout: BUSY }), APART)
}

export default function (component) {
  const { parentElement, setStateValue, data } = component
  const place = parentElement.querySelector(".place")
  place.style.minHeight = `${data.height}px`
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  let times = 0
  let timer
  const tell = () => {
    setStateValue("reached", ++times)
    timer = setTimeout(reach, AGAIN)
  }
  const leave = () => {
    clearTimeout(timer)
    waiting.delete(tell)
  }
  const reach = () => {
    leave()
    waiting.add(tell)
    if (isTelling) return
    isTelling = true
    quiet(tellNext, { timeout: BUSY })
  }
  const observer = new IntersectionObserver((seen) => (seen.at(-1).isIntersecting ? reach() : leave()), {
    rootMargin: "150px",
  })
  observer.observe(place)
  button.onclick = reach
  // Paper has no scrolling: everything is reached.
  window.addEventListener("beforeprint", reach)
  return () => {
    observer.disconnect()
    leave()
    window.removeEventListener("beforeprint", reach)
  }
}
