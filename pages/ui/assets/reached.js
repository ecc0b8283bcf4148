// Says when its place comes near the visible part of the page, so that what stands there is made only then.
//
// Streamlit sends what changes within one turn of the browser as a single message, and has only one part of the page
// answer it: where two places come near at once, or one comes near as the reader presses something, all but one go
// unheard. So places wait for each other, and for a moment in which nothing is going on.
const APART = 60 // ms between two places
const BUSY = 500 // ms after which the moment need not be quiet any more: a reader who scrolls on leaves none
const AGAIN = 4000 // ms after which a place that still stands there was not heard after all

const waiting = new Set()
let isTelling = false
const quiet = window.requestIdleCallback ?? ((act) => setTimeout(act, APART))

function tellNext() {
  const [tell] = waiting
  isTelling = tell !== undefined
  if (!isTelling) return
  waiting.delete(tell)
  setTimeout(() => quiet(tellNext, { timeout: BUSY }), APART)
  tell()
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
  // A place that is pushed down again, as while the page is built, can wait. One that the reader has scrolled past
  // before it was heard is made all the same: a quick reader would find it empty on the way back.
  const observer = new IntersectionObserver(
    (seen) => {
      const last = seen.at(-1)
      if (last.isIntersecting) reach()
      else if (last.boundingClientRect.top > 0) leave()
    },
    { rootMargin: "150px" },
  )
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
