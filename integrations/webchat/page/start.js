// Runs before anything is drawn, so that the page never flashes in the wrong colours or direction.
// It remembers three harmless choices and nothing that anybody typed.
(() => {
  const root = document.documentElement
  const theme = localStorage.getItem('theme')
  if (theme) root.dataset.theme = theme
  const lang = localStorage.getItem('lang')
  if (lang) {
    root.lang = lang
    root.dir = lang === 'ar' ? 'rtl' : 'ltr'
  }
})()
