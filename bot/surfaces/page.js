// What happens in the browser alone: opening the card behind a mark, narrowing a table, asking a
// suggested question, and keeping thread and language in the address. All text comes from the server.
(() => {
  if (window.diligencePage) return // a name that no element's id has: those become globals too
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const one = (selector, root = document) => root.querySelector(selector)

  function remember(thread, lang) {
    const at = new URLSearchParams()
    if (thread) at.set('t', thread)
    if (lang) at.set('lang', lang)
    history.replaceState(null, '', '#' + at)
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  }

  // On a phone the evidence is a sheet and the rail a drawer. On a desk both always show.
  function open(selector, yes) {
    one(selector)?.toggleAttribute('data-open', Boolean(yes))
  }

  function showSet(answer) {
    all('.evidence-set').forEach((set) => { set.hidden = set.dataset.answer !== answer })
  }

  function showCard(answer, n) {
    showSet(answer)
    open('#right', true)
    all('.chosen').forEach((el) => el.classList.remove('chosen'))
    all(`.mark[data-answer="${answer}"][data-n="${n}"]`).forEach((el) => el.classList.add('chosen'))
    const card = one(`.evidence-set[data-answer="${answer}"] .card[data-n="${n}"]`)
    if (!card) return
    card.classList.add('chosen')
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    card.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' })
    card.focus({ preventScroll: true })
    window.diligencePlaces.show(card)
  }

  function ask(question) {
    const box = one('#box textarea')
    if (!box) return
    box.value = question
    box.dispatchEvent(new Event('input', { bubbles: true }))
    setTimeout(() => one('#send')?.click(), 30)
  }

  function narrowRows(root, keep) {
    const rows = all('[data-row]', root)
    rows.forEach((row) => { row.hidden = !keep(row) })
    const left = rows.filter((row) => !row.hidden).length
    const count = one('.count', root)
    if (count) count.textContent = left
    const none = one('.none', root)
    if (none) none.hidden = left > 0
  }

  document.addEventListener('click', (event) => {
    const hit = event.target.closest('[data-ask],.mark,[data-sheet],[data-close],[data-menu]')
    const menu = hit?.matches('[data-menu]') && !one('#left').hasAttribute('data-open')
    if (menu || !event.target.closest('#rail summary')) open('#left', menu)
    if (!hit) return
    if (hit.matches('[data-ask]')) ask(hit.dataset.ask)
    else if (hit.matches('.mark')) showCard(hit.dataset.answer, hit.dataset.n)
    else if (hit.matches('[data-sheet]')) { showSet(hit.dataset.sheet); open('#right', true) }
    else if (hit.matches('[data-close]')) open('#right', false)
  })

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') open('#right', false)
  })

  document.addEventListener('input', (event) => {
    if (!event.target.matches('[data-search]')) return
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean)
    narrowRows(event.target.closest('.html-container'), (row) => {
      const text = row.textContent.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  })

  document.addEventListener('change', (event) => {
    if (!event.target.matches('[data-topics]')) return
    const topic = event.target.value
    narrowRows(event.target.closest('.html-container'), (row) => !topic || row.dataset.topic === topic)
  })

  // A new question, and then its answer, is brought to the top once; after that the reader decides.
  let seen = ''
  new MutationObserver(() => {
    const now = `${all('#chat .turn').length} ${all('#live .turn').length}`
    if (now === seen) return
    seen = now
    all('#talk .turn').pop()?.scrollIntoView({ block: 'start' })
  }).observe(document.body, { childList: true, subtree: true })

  window.diligencePage = { remember }
})()
