// Says in words that a passkey could not be used; the sign-in library only tells the console.
const says = document.getElementById("passkey-says");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  says.textContent = "";
  requestAnimationFrame(() => { says.textContent = says.dataset.text; });
});
