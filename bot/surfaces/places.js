// Where a quote stands: the page of a PDF with the quote marked, or the text around it. Tables in
// passages become tables. Every text from a source is put in as text, never as markup.
(() => {
  if (window.diligencePlaces) return
  const one = (selector, root = document) => root.querySelector(selector)

  function say(name, fields = {}) {
    const words = JSON.parse(one('[data-say]')?.dataset.say || '{}')
    return Object.entries(fields).reduce((s, [k, v]) => s.replace(`{${k}}`, v), words[name] || '')
  }

  function made(tag, css, text = '', more = {}) {
    const el = document.createElement(tag)
    if (css) el.className = css
    el.textContent = text
    return Object.assign(el, more)
  }

  const at = (source, path) => `/api/sources/${encodeURIComponent(source)}/${path}`

  async function got(address, options) {
    const answer = await fetch(address, options)
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${said.error} ${said.help}`)
    return said
  }

  // Text with [from, to) marked. Lines of "| a | b |" become the rows of a table, "## a" a heading.
  function typeset(el, text, from, to) {
    el.replaceChildren()
    let offset = 0
    let body = null
    for (const line of text.split(/(?<=\n)/)) {
      const row = /^\|.*\|\s*$/.test(line)
      const head = /^#{1,6}\s+/.exec(line)?.[0].length
      if (!row) body = null
      if (head) marked(el.appendChild(made('b', 'heading')), line.slice(head), offset + head, from, to)
      else if (!row) marked(el, line, offset, from, to)
      else if (!/^[|\s:-]+$/.test(line)) {
        if (!body) el.append(made('div', 'cells')), body = el.lastChild.appendChild(made('table'))
        cells(body.appendChild(made('tr')), line, offset, from, to)
      }
      offset += line.length
    }
  }

  function cells(tr, line, offset, from, to) {
    let start = offset + 1
    for (const cell of line.trimEnd().slice(1, -1).split('|')) {
      const td = tr.appendChild(made('td', /^[\s$€£¥(+−-]*[\d.,]+/.test(cell) ? 'figure' : ''))
      marked(td, cell, start, from, to)
      start += cell.length + 1
    }
  }

  function marked(el, text, offset, from, to) {
    const low = Math.max(from - offset, 0)
    const high = Math.min(to - offset, text.length)
    if (low >= high) { el.append(text); return }
    el.append(text.slice(0, low), made('mark', '', text.slice(low, high)), text.slice(high))
  }

  function typesetQuotes() {
    document.querySelectorAll('.card.evidence blockquote:not([data-set])').forEach((quote) => {
      quote.dataset.set = ''
      const text = quote.textContent
      if (!/^(\|.*\|\s*|#{1,6}\s.*)$/m.test(text)) return
      const mark = one('mark', quote)
      const from = mark ? text.indexOf(mark.textContent, mark.previousSibling?.length || 0) : 0
      typeset(quote, text, from, mark ? from + mark.textContent.length : 0)
    })
  }
  new MutationObserver(typesetQuotes).observe(document.body, { childList: true, subtree: true })

  // Fills the card's place once, when the card is opened.
  async function show(card) {
    const spot = one('.spot', card)
    if (!spot || spot.dataset.filled !== undefined) return
    spot.dataset.filled = ''
    const { source, start, end } = spot.dataset
    try {
      const place = await got(at(source, `place?start=${start}&end=${end}`))
      const quote = [...card.querySelectorAll('blockquote mark')].map((mark) => mark.textContent).join('')
      if (squeezed(quote) !== squeezed(place.quote)) return // the source is another one by now
      if (place.kind === 'pdf' && place.page) await leaf(spot, place, start, end)
      else around(card, place)
      if (place.name) spot.append(download(place))
    } catch (error) {
      spot.append(made('p', 'quiet', error.message))
    }
  }

  // A quote set as a table has lost its bars and line ends.
  const squeezed = (text) => text.replace(/[\s|]+/g, '')

  function download(place) {
    return made('a', 'out-file', `${say('original')} · ${place.name}`, {
      href: at(place.source_id, 'original'), download: place.name,
    })
  }

  function around(card, place) {
    const quote = one('blockquote', card)
    const from = place.before.length
    typeset(quote, place.before + place.quote + place.after, from, from + place.quote.length)
    quote.classList.add('around')
    const mark = one('mark', quote)
    if (mark) quote.scrollTop = mark.offsetTop - quote.offsetTop - 60
  }

  async function leaf(spot, place, start, end) {
    const window_ = spot.appendChild(made('button', 'leaf', '', { type: 'button' }))
    window_.setAttribute('aria-label', say('open_page', { n: place.page }))
    const where = at(place.source_id, `pages/${place.page}`)
    const page = await got(`${where}?start=${start}&end=${end}`)
    const caption = say('page_of', { n: page.page, all: page.pages })
    const image = window_.appendChild(made('img', '', '', { alt: caption }))
    image.src = `${where}.png?start=${start}&end=${end}`
    const how = page.boxes.length ? (page.exact ? '' : ` · ${say('passage_marked')}`) : ` · ${say('unmarked')}`
    spot.append(made('p', 'caption', caption + how))
    window_.addEventListener('click', () => view(place, page, start, end))
    await image.decode()
    aim(window_, image, page)
  }

  // The window shows the part of the page around the quote, as large as the quote's width allows.
  function aim(window_, image, page) {
    const xs = page.boxes.flatMap((box) => [box.x0, box.x1])
    if (!xs.length) return
    const [left, right] = [Math.min(...xs), Math.max(...xs)]
    const zoom = Math.min(2, Math.max(1, page.width / (right - left + 0.08 * page.width)))
    image.style.width = `${100 * zoom}%`
    const scale = image.clientWidth / page.width
    window_.scrollLeft = ((left + right) / 2) * scale - window_.clientWidth / 2
    window_.scrollTop = page.boxes[0].top * scale - window_.clientHeight / 3
  }

  // The whole page, large, with its neighbours a key away.
  function view(place, first, start, end) {
    const dialog = made('dialog', 'viewer')
    const head = dialog.appendChild(made('header'))
    head.append(made('h3', '', place.title))
    const number = made('span', 'quiet')
    const step = (sign, by) => made('button', 'step', sign, {
      type: 'button', title: say(by < 0 ? 'previous' : 'next'), onclick: () => turn(now + by),
    })
    const close = made('button', 'close', '×', { type: 'button', onclick: () => dialog.close() })
    close.setAttribute('aria-label', say('close'))
    head.append(step('‹', -1), number, step('›', 1), download(place), close)
    const sheet = dialog.appendChild(made('div', 'sheet-of'))
    const image = sheet.appendChild(made('img'))
    let now = first.page

    async function turn(to) {
      if (to < 1 || to > first.pages) return
      now = to
      const own = to === first.page
      image.alt = number.textContent = say('page_of', { n: to, all: first.pages })
      image.src = at(place.source_id, `pages/${to}.png`) + (own ? `?start=${start}&end=${end}` : '')
      await image.decode().catch(() => {})
      const box = own && first.boxes[0]
      sheet.scrollTop = box ? (box.top / first.height) * image.clientHeight - sheet.clientHeight / 3 : 0
    }

    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowLeft') turn(now - 1)
      if (event.key === 'ArrowRight') turn(now + 1)
    })
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close() })
    dialog.addEventListener('close', () => dialog.remove())
    one('.gradio-container .contain').append(dialog) // where Gradio lets our narrow rules reach
    dialog.showModal()
    turn(now)
  }

  window.diligencePlaces = { show, say, made, got }
})()
