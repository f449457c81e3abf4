// Corrects or deletes a source: opens the form on a row, sends what was changed, says what went wrong.
(() => {
  if (window.diligenceEditor) return
  const one = (selector, root = document) => root.querySelector(selector)
  const { got } = window.diligencePlaces
  let row = null

  // A copy outside the table, which is drawn anew whenever something was read.
  function open(given) {
    const dialog = one('.contain').appendChild(one('#sources-table [data-editor]').cloneNode(true))
    const fields = one('form', dialog).elements
    row = given
    for (const [name, value] of Object.entries(given)) if (fields[name]) fields[name].value = value
    dialog.addEventListener('close', () => dialog.remove())
    dialog.showModal()
  }

  function failed(dialog, line) {
    const notice = one('.notice', dialog)
    notice.textContent = line
    notice.hidden = !line
  }

  async function act(dialog, options) {
    const buttons = dialog.querySelectorAll('button')
    buttons.forEach((button) => { button.disabled = true })
    try {
      await got(`/api/sources/${encodeURIComponent(row.id)}`, options)
      dialog.close()
      window.dispatchEvent(new CustomEvent('diligence:changed'))
    } catch (error) {
      failed(dialog, error.message)
    } finally {
      buttons.forEach((button) => { button.disabled = false })
    }
  }

  function changed(form) {
    const said = {}
    for (const [name, value] of Object.entries(row)) {
      const field = form.elements[name]
      if (field && field.value.trim() !== String(value)) said[name] = name === 'tier' ? Number(field.value) : field.value.trim()
    }
    return said
  }

  document.addEventListener('click', (event) => {
    const hit = event.target.closest('[data-edit],[data-cancel],[data-delete]')
    if (!hit) return
    const dialog = hit.closest('dialog')
    if (hit.matches('[data-edit]')) open(JSON.parse(hit.dataset.edit))
    else if (hit.matches('[data-cancel]')) dialog.close()
    else if (hit.dataset.sure === undefined) { hit.dataset.sure = ''; hit.textContent = hit.dataset.delete }
    else act(dialog, { method: 'DELETE' })
  })

  document.addEventListener('submit', (event) => {
    const dialog = event.target.closest('[data-editor]')
    if (!dialog) return
    event.preventDefault()
    const said = changed(event.target)
    if (!Object.keys(said).length) { dialog.close(); return }
    act(dialog, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(said) })
  })

  window.diligenceEditor = {}
})()
