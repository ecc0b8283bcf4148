// Says when its place comes near the visible part of the page, so that what stands there is made only then. It says so
// again as long as it stands there: where two places come near at once, the server may hear only one of them.
const AGAIN = 700 // ms

export default function (component) {
  const { parentElement, setStateValue, data } = component
  const place = parentElement.querySelector(".place")
  place.style.minHeight = `${data.height}px`
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  let times = 0
  let timer
  const reach = () => {
    clearTimeout(timer)
    setStateValue("reached", ++times)
    timer = setTimeout(reach, AGAIN)
  }
  const observer = new IntersectionObserver(
    (seen) => (seen.at(-1).isIntersecting ? reach() : clearTimeout(timer)),
    { rootMargin: "150px" }
  )
  observer.observe(place)
  button.onclick = reach
  // Paper has no scrolling: everything is reached.
  window.addEventListener("beforeprint", reach)
  return () => {
    observer.disconnect()
    clearTimeout(timer)
    window.removeEventListener("beforeprint", reach)
  }
}
