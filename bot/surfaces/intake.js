// Sends what is dropped or chosen to /api/ingest in batches and shows what becomes of each file:
// uploading, reading, storing, done, and how long it will take. Names are put in as text.
(() => {
  if (window.diligenceIntake) return
  const BATCH_BYTES = 120e6
  const BATCH_FILES = 40
  const FINAL = ['added', 'changed', 'unchanged', 'skipped', 'failed']
  const one = (selector, root = document) => root.querySelector(selector)
  const { say, made } = window.diligencePlaces
  let run = null

  // One run: the items (a file or an address each), where they stand, and what is on the screen.
  function begin(items) {
    if (!items.length || run) return
    run = { items: items.map((item) => ({ ...item, state: 'waiting', share: 0 })), began: Date.now(), stopped: false }
    draw()
    const ticking = setInterval(() => show(run), 1000)
    work().finally(() => {
      clearInterval(ticking)
      window.dispatchEvent(new CustomEvent('diligence:changed'))
      const over = run
      run = null
      show(over)
    })
  }

  async function work() {
    const todo = [...run.items]
    while (todo.length && !run.stopped) {
      const batch = [todo.shift()]
      const room = () => batch.reduce((sum, item) => sum + item.size, 0) + (todo[0]?.size || 0) <= BATCH_BYTES
      while (todo.length && batch.length < BATCH_FILES && room()) batch.push(todo.shift())
      await send(batch)
    }
    run.items.filter((item) => !FINAL.includes(item.state)).forEach((item) => { item.state = 'stopped' })
  }

  function send(batch) {
    const form = new FormData()
    batch.forEach((item) => (item.file ? form.append('files', item.file, item.name) : form.append('addresses', item.name)))
    return new Promise((resolve) => {
      const request = run.request = new XMLHttpRequest()
      let read = 0
      const hear = () => {
        const whole = request.responseText.lastIndexOf('\n') + 1
        request.responseText.slice(read, whole).split('\n').filter(Boolean).forEach((line) => told(batch, JSON.parse(line)))
        read = whole
        show(run)
      }
      request.upload.onprogress = (event) => {
        const sent = event.loaded / Math.max(event.total, 1)
        batch.forEach((item) => { if (item.state === 'waiting' || item.state === 'uploading') Object.assign(item, { state: 'uploading', share: 0.3 * sent }) })
        show(run)
      }
      request.upload.onload = () => { batch.filter((item) => item.state === 'uploading').forEach((item) => { item.state = 'waiting' }) }
      request.onprogress = hear
      request.onload = () => {
        if (request.status === 200) hear()
        else refused(batch, request.responseText)
        lost(batch)
        resolve()
      }
      request.onerror = () => { lost(batch); resolve() }
      request.onabort = resolve
      request.open('POST', '/api/ingest')
      request.send(form)
    })
  }

  function told(batch, event) {
    if (event.error) { batch.filter((i) => !FINAL.includes(i.state)).forEach((i) => fail(i, `${event.error} ${event.help}`)); return }
    const item = batch.find((each) => each.name === event.file && !FINAL.includes(each.state)) || batch.find((each) => each.name === event.file)
    if (!item) return
    item.state = event.state
    item.share = { reading: 0.4, storing: 0.6 }[event.state] || 1
    item.within = event.within
    if (event.within) item.share += (event.state === 'reading' ? 0.2 : 0.4) * event.within.done / Math.max(event.within.total, 1)
    if (event.report) item.report = event.report
  }

  function refused(batch, text) {
    let said = {}
    try { said = JSON.parse(text) } catch { /* a proxy's page, not ours */ }
    batch.forEach((item) => fail(item, [said.error, said.help].filter(Boolean).join(' ') || say('not_reached')))
  }

  const lost = (batch) => batch.filter((i) => !FINAL.includes(i.state)).forEach((i) => fail(i, say('not_reached')))
  const fail = (item, reason) => Object.assign(item, { state: 'failed', share: 1, report: { reason, warnings: [] } })

  // The screen: built once for a run, then only changed.
  function draw() {
    const box = one('#intake-run')
    box.replaceChildren()
    const head = box.appendChild(made('div', 'run-head'))
    const total = head.appendChild(made('p', 'total'))
    total.setAttribute('role', 'status')
    const stop = head.appendChild(made('button', 'stop', say('stop'), { type: 'button' }))
    stop.onclick = () => {
      if (!run) { box.replaceChildren(); return }
      run.stopped = true
      run.request?.abort()
    }
    const bar = box.appendChild(made('progress', 'whole', '', { max: 1, value: 0 }))
    const list = box.appendChild(made('ul', 'files'))
    run.items.forEach((item) => {
      item.row = list.appendChild(made('li'))
      item.row.append(made('span', 'name', item.name, { title: item.name }), made('span', 'state'), made('progress', '', '', { max: 1, value: 0 }))
    })
    Object.assign(run, { total, bar, stop })
    show(run)
  }

  function show(at) {
    at.items.forEach((item) => {
      const [, state, bar] = item.row.children
      item.row.className = item.state
      state.textContent = say(`state_${item.state}`) + part(item)
      bar.value = item.share
      bar.hidden = FINAL.includes(item.state) || item.state === 'stopped'
      if (item.report && !item.told) {
        item.told = true
        const said = [item.report.reason, item.report.help, ...(item.report.warnings || [])]
        if (item.report.same_as) said.push(say('same_as', { name: item.report.same_as }))
        said.filter(Boolean).forEach((line) => item.row.append(made('p', 'why', line)))
      }
    })
    const done = at.items.filter((item) => FINAL.includes(item.state))
    at.bar.value = weigh(at.items, (item) => item.share) / weigh(at.items, () => 1)
    at.total.textContent = run === at ? `${say('run_of', { n: done.length, all: at.items.length })}${left(at)}` : summary(at)
    at.stop.textContent = say(run === at ? 'stop' : 'close')
    at.stop.classList.toggle('over', run !== at)
    at.bar.hidden = run !== at
  }

  // How far inside one document: pages read, passages embedded.
  function part(item) {
    if (!item.within || FINAL.includes(item.state)) return ''
    return ' · ' + say(`${item.within.unit}_of`, { n: item.within.done.toLocaleString(), all: item.within.total.toLocaleString() })
  }

  const weigh = (items, share) => items.reduce((sum, item) => sum + share(item) * Math.max(item.size, 2e4), 0)

  // By what is done already, counted parts included; until something is, only how long it took so far.
  function left(at) {
    const seconds = (Date.now() - at.began) / 1000
    const done = weigh(at.items, (item) => (FINAL.includes(item.state) ? 1 : item.within ? item.share : 0))
    if (!done) return seconds < 2 ? '' : ` · ${say('spent_s', { n: Math.round(seconds) })}`
    const more = Math.max(1, Math.round((seconds * (weigh(at.items, () => 1) - done)) / done))
    return ' · ' + (more < 90 ? say('left_s', { n: more }) : say('left_min', { n: Math.round(more / 60) }))
  }

  function summary(at) {
    const count = (state) => at.items.filter((item) => item.state === state).length
    return [...FINAL, 'stopped'].filter(count).map((state) => `${count(state)} ${say(`state_${state}`)}`).join(' · ')
  }

  // What is dropped may be folders.
  async function inside(entry, path = '') {
    if (entry.isFile) return [[await new Promise((y, n) => entry.file(y, n)), path + entry.name]]
    const reader = entry.createReader()
    const found = []
    for (;;) {
      const some = await new Promise((y, n) => reader.readEntries(y, n))
      if (!some.length) break
      for (const each of some) found.push(...await inside(each, `${path}${entry.name}/`))
    }
    return found
  }

  const items = (pairs) => pairs
    .filter(([, name]) => !name.split('/').some((part) => part.startsWith('.')))
    .map(([file, name]) => ({ file, name, size: file.size }))

  document.addEventListener('change', (event) => {
    if (!event.target.matches('[data-files]')) return
    begin(items([...event.target.files].map((file) => [file, file.webkitRelativePath || file.name])))
    event.target.value = ''
  })

  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-addresses]')) return
    event.preventDefault()
    const field = event.target.elements.address
    begin(field.value.split(/\s+/).filter(Boolean).map((name) => ({ name, size: 0 })))
    field.value = ''
  })

  for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    document.addEventListener(kind, async (event) => {
      const zone = one('[data-drop]')
      if (!zone?.offsetParent || !event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      zone.classList.toggle('over', kind === 'dragenter' || kind === 'dragover')
      if (kind !== 'drop') return
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean)
      const found = []
      for (const entry of entries) found.push(...await inside(entry))
      begin(items(found))
    })
  }

  window.addEventListener('beforeunload', (event) => { if (run) event.preventDefault() })
  window.diligenceIntake = { begin }
})()
