// The what-if sliders in the browser: what they say while they are moved, what is sent once they are
// let go, and the files made of the chart. All figures and words come from the server.
(() => {
  if (window.diligenceWhatIf) return
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const one = (selector, root = document) => root.querySelector(selector)
  const plain = (x) => String(Number(Number(x).toPrecision(12))) // no 0.30000000000000004

  // A lever is two sliders; unless it is a pair, the second follows the first.
  const sliders = (lever) => all('input[type=range]', lever)
  function ends(lever) {
    const [low, high] = sliders(lever).map((slider) => Number(slider.value))
    return lever.hasAttribute('data-pair') ? [Math.min(low, high), Math.max(low, high)] : [low, low]
  }

  function say(lever) {
    const [low, high] = ends(lever)
    const told = low === high ? plain(low) : `${plain(low)}–${plain(high)}`
    const stands = !lever.hasAttribute('data-moved')
    one('output', lever).textContent =
      stands ? lever.dataset.stated : lever.dataset.before + told + lever.dataset.after
    fill(lever)
  }

  function fill(lever) {
    const { min, max } = sliders(lever)[0]
    const share = (x) => `${(100 * (x - min)) / (max - min)}%`
    const [low, high] = ends(lever)
    const pair = lever.hasAttribute('data-pair')
    one('.slide', lever).style.setProperty('--from', pair ? share(low) : share(Math.max(min, 0)))
    one('.slide', lever).style.setProperty('--to', share(high))
  }

  function moved(lever) {
    lever.setAttribute('data-moved', '')
    say(lever)
  }

  function back(lever) {
    const [low, high] = sliders(lever)
    low.value = low.dataset.home
    high.value = high.dataset.home
    lever.removeAttribute('data-moved')
    lever.toggleAttribute('data-pair', low.dataset.home !== high.dataset.home)
    say(lever)
  }

  // From one figure to a range of a fifth around it, or from a range to its middle.
  function split(lever) {
    const [low, high] = ends(lever)
    const pair = lever.toggleAttribute('data-pair')
    const [first, second] = sliders(lever)
    const step = Number(first.step)
    const wide = step * Math.max(1, Math.round((Math.abs(low) * 0.1) / step))
    first.value = pair ? low - wide : (low + high) / 2
    second.value = pair ? high + wide : first.value
    moved(lever)
  }

  // The body of POST /api/scenario: only what was moved, so that all else stays sourced.
  function body(root) {
    const lever = (name) => one(`[data-lever="${name}"]`, root)
    const range = (name) => {
      const [low, high] = ends(lever(name)).map((x) => plain(x * lever(name).dataset.size))
      return { low, high }
    }
    const given = {}
    const add = (...names) => names.forEach((name) => {
      if (lever(name).hasAttribute('data-moved')) given[name] = range(name)
    })
    const on = (name) => Boolean(one(`[data-switch="${name}"]`, root)?.checked)
    const day = (name) => one(`[data-day="${name}"]`, root).value || null
    add('opening')
    if (one('[data-choice]:checked', root).value === 'burn') add('burn')
    else {
      add('run_cost', 'electricity', 'people')
      given.runs = range('runs')
    }
    if (on('revenue')) {
      add('revenue')
      given.growth = range('growth')
    }
    if (on('rounds')) given.with_rounds = true
    if (Number(range('raise').high)) {
      given.raises = [{ amount: range('raise'), day: day('raise_day') }]
    }
    given.horizon_months = Number(range('horizon_months').low)
    if (day('out_before')) given.out_before = day('out_before')
    return given
  }

  function asked() {
    const root = one('[data-levers]')
    return root ? JSON.stringify(body(root)) : ''
  }

  function send(root, name = 'suppose') {
    root.dispatchEvent(new Event(name, { bubbles: true }))
  }

  function parts(root) {
    const spending = one('[data-choice]:checked', root).value
    const on = (name) => one(`[data-switch="${name}"]`, root)?.checked
    all('[data-part]', root).forEach((part) => {
      const name = part.dataset.part
      part.hidden = name === 'revenue' ? !on('revenue') : name !== spending
    })
  }

  document.addEventListener('input', (event) => {
    const lever = event.target.closest('.lever')
    if (lever) moved(lever)
  })

  document.addEventListener('change', (event) => {
    const root = event.target.closest('[data-levers]')
    if (!root) return
    parts(root)
    send(root)
  })

  document.addEventListener('click', (event) => {
    const hit = event.target.closest('[data-split],[data-back],[data-reset],[data-save]')
    if (!hit) return
    if (hit.matches('[data-save]')) return save(hit.dataset.save, hit.closest('.outcome'))
    const root = hit.closest('[data-levers]')
    if (hit.matches('[data-reset]')) return send(root, 'restore')
    if (hit.matches('[data-split]')) split(hit.closest('.lever'))
    else back(hit.closest('.lever'))
    send(root)
  })

  // Sliders drawn by the server have no filled stretch yet.
  new MutationObserver(() => all('.lever:not([data-drawn])').forEach((lever) => {
    lever.setAttribute('data-drawn', '')
    fill(lever)
  })).observe(document.body, { childList: true, subtree: true })

  // Saving: the drawing with its colours written into it, so that it needs no style sheet.
  const LOOK = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity',
    'font-family', 'font-size', 'font-weight']

  function drawing(outcome) {
    const shown = one('svg.wide', outcome)
    const copy = shown.cloneNode(true)
    const [from, to] = [all('*', shown), all('*', copy)]
    from.forEach((element, i) => {
      const look = getComputedStyle(element)
      to[i].setAttribute('style', LOOK.map((name) => `${name}:${look.getPropertyValue(name)}`).join(';'))
    })
    const { width, height } = shown.viewBox.baseVal
    copy.setAttribute('width', width)
    copy.setAttribute('height', height)
    return { text: new XMLSerializer().serializeToString(copy), width, height }
  }

  function save(kind, outcome) {
    if (kind === 'csv') return keep(new Blob([outcome.dataset.csv], { type: 'text/csv' }), kind)
    const { text, width, height } = drawing(outcome)
    if (kind === 'svg') return keep(new Blob([text], { type: 'image/svg+xml' }), kind)
    const image = new Image()
    image.onload = () => {
      const canvas = document.createElement('canvas')
      canvas.width = 2 * width
      canvas.height = 2 * height
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
      canvas.toBlob((blob) => keep(blob, kind), 'image/png')
    }
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text)
  }

  function keep(blob, kind) {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = `cash-scenario.${kind}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }

  window.diligenceWhatIf = { asked }
})()
