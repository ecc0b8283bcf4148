// Says once when its place comes near the visible part of the page, so that what stands there is made only then.
export default function (component) {
  const { parentElement, setTriggerValue, data } = component
  const place = parentElement.querySelector(".place")
  place.style.minHeight = `${data.height}px`
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  const reach = () => { observer.disconnect(); setTriggerValue("reached", true) }
  const observer = new IntersectionObserver((seen) => { if (seen.some((entry) => entry.isIntersecting)) reach() }, { rootMargin: "150px" })
  observer.observe(place)
  button.onclick = reach
  // Paper has no scrolling: everything is reached.
  window.addEventListener("beforeprint", reach, { once: true })
  return () => { observer.disconnect(); window.removeEventListener("beforeprint", reach) }
}
