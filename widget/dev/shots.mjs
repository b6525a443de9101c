// Photographs every state of the built widget at desktop and phone size into a folder outside the tree, and fails on any breach
// of the page's content policy or script error.
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { centre } from './server.mjs'

const out = process.argv[2] ?? join(tmpdir(), 'widget-shots')
mkdirSync(out, { recursive: true })
const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ARGS.split(' '),
})
const faults = []
// A blocked blob image is expected under the strict policy: the widget then draws it on a canvas.
const picture = join(out, 'card.png')
writeFileSync(picture, png(320, 240))
const pdf = join(out, '2026年2月对账单.pdf')
writeFileSync(pdf, `%PDF-1.4\n${'0'.repeat(180_000)}`)
const text = join(out, 'note.txt')
writeFileSync(text, 'x')

async function tour(size, viewport, options = {}) {
  const fake = centre(options.centre)
  await new Promise(done => fake.http.listen(0, done))
  const address = `http://localhost:${fake.http.address().port}/`
  const context = await browser.newContext({
    viewport,
    locale: options.locale ?? 'zh-CN',
    colorScheme: options.scheme ?? 'light',
  })
  const page = await context.newPage()
  page.on(
    'console',
    m =>
      m.type() === 'error' &&
      !/WebSocket|ERR_CONNECTION|ERR_INTERNET|image 'blob:/.test(m.text()) &&
      faults.push(`${size}: ${m.text()}`),
  )
  page.on('pageerror', e => faults.push(`${size}: ${e.message}`))
  await page.goto(address)
  if (options.locale === 'en-GB')
    await page.evaluate(() => document.querySelector('airbranch-chat').setAttribute('language', 'en'))
  const shot = async name => {
    await page.waitForTimeout(350)
    await page.screenshot({ path: join(out, `${size}-${name}.png`) })
  }
  const visitor = () => [...fake.visitors.values()][0]
  await options.steps({
    page,
    fake,
    shot,
    visitor,
    act: (verb, rest) => fake.act(visitor(), verb, rest),
    address,
  })
  await context.close()
  fake.close()
}

const box = page => page.locator('airbranch-chat')

async function whole({ page, fake, shot, act, visitor, address }) {
  const chat = box(page)
  await chat.locator('.launcher').waitFor()
  await shot('01-button')
  await chat.locator('.launcher').click()
  await shot('02-start')
  await chat.locator('.topics .chip').first().click()
  await chat.locator('#first').fill('我的信用卡昨天在国外被刷了一笔，不是我本人消费的，请帮我查一下。')
  await shot('03-start-filled')
  await chat.locator('.start .main').click()
  await shot('04-waiting')
  await chat.locator('header .icon').nth(2).click()
  await shot('05-cancel-asked')
  await page.keyboard.press('Escape')
  act('join')
  act('say', '您好，我是王丽。已看到您的问题，请问交易金额是多少？')
  act('say', '安全提示见 https://bank.example/security 。请不要告诉任何人您的密码。')
  await chat.locator('.composer textarea').fill('金额是 1,280 元，<b>今天</b>早上收到的短信。')
  await page.keyboard.press('Enter')
  await shot('06-active')
  act('read')
  act('typing')
  await shot('07-typing-read')
  await chat.locator('input[type=file]').setInputFiles([picture, pdf])
  await page.waitForTimeout(300)
  await chat.locator('input[type=file]').setInputFiles([text])
  await shot('08-uploads-and-refused')
  await chat.locator('.send').click()
  await page.waitForTimeout(300)
  await shot('09-attachments')
  await chat.locator('.image').first().click()
  await shot('10-viewer')
  await page.keyboard.press('Escape')
  act('away')
  await shot('11-colleague-reconnecting')
  act('back')
  act('return')
  await shot('12-returned')
  act('join')
  act('transfer', '信用卡专席')
  act('join')
  await chat.locator('.composer textarea').fill('/refuse')
  await page.keyboard.press('Enter')
  await shot('13-refused')
  await chat.locator('.refusal button').last().click()
  fake.facts.down = true
  await chat.locator('.composer textarea').fill('请问多久能退款？')
  await page.keyboard.press('Enter')
  await shot('14-storage-unavailable')
  fake.facts.down = false
  await page.waitForTimeout(6_500)
  await chat.locator('.log').evaluate(e => e.scrollTo(0, 0))
  await page.waitForTimeout(100)
  act('say', '一般三个工作日内退回原卡。')
  await shot('15-new-messages-pill')
  await chat.locator('.pill').click()
  await page.context().setOffline(true)
  for (const s of visitor().sockets) s.terminate()
  await chat.locator('.composer textarea').fill('网络好像断了')
  await page.keyboard.press('Enter')
  await shot('16-reconnecting')
  await page.context().setOffline(false)
  await page.waitForTimeout(4_000)
  await shot('17-back')
  await page.keyboard.press('Escape')
  act('say', '还有其他可以帮您的吗？')
  act('say', '我在的。')
  await shot('18-unread')
  await page.goto(`${address}?next`)
  await page.waitForTimeout(300)
  await box(page).locator('.launcher').click()
  act('solved')
  await shot('19-asked-solved')
  await chat.locator('.card .main').click()
  act('end')
  await shot('20-ended')
  await chat
    .locator('header .icon[aria-label="历史会话"],header .icon[aria-label="Earlier conversations"]')
    .click()
  await shot('21-history')
  await chat.locator('.history li button').first().click()
  await shot('22-earlier')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await chat.locator('.over .main').click()
  await chat.locator('#first').fill('再问一件事')
  await chat.locator('.start .main').click()
  await page.waitForTimeout(300)
  act('break', '4429')
  await shot('23-rate-limited')
  await page.reload()
  await page.waitForTimeout(500)
  if (await chat.locator('.launcher').isVisible()) await chat.locator('.launcher').click()
  await page.waitForTimeout(300)
  act('break', '4400')
  await shot('24-stopped')
  await page.reload()
  await page.waitForTimeout(500)
  act('break', '4403')
  await page.waitForTimeout(300)
  if (await box(page).locator('.root').isVisible()) faults.push('4403 did not hide the widget')
}

async function closed({ page, shot }) {
  await box(page).locator('.launcher').click()
  await shot('30-closed')
  await box(page).locator('#first').fill('请回电')
  await box(page).locator('.start .main').click()
  await shot('31-closed-left')
}

const tomorrow = new Date(Date.now() + 86_400_000)
tomorrow.setHours(9, 0, 0, 0)
const shut = { service: { open: false, opensAt: tomorrow.toISOString() } }
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const ENGLISH = {
  settings: {
    title: 'Model Bank',
    greeting: 'Welcome. What can we do for you?',
    colour: '#ffb000',
    quickReplies: ['Thank you', 'One moment, please'],
    topics: [
      { key: 'card', label: 'Cards' },
      { key: 'loan', label: 'Loans' },
    ],
  },
}
await tour('desk', DESK, { steps: whole })
await tour('phone', PHONE, { steps: whole })
await tour('desk', DESK, { steps: closed, centre: shut })
await tour('phone', PHONE, { steps: closed, centre: shut })
await tour('dark-en', DESK, { steps: whole, scheme: 'dark', locale: 'en-GB', centre: ENGLISH })
await tour('zoom', { width: 720, height: 450 }, { steps: closed, centre: shut })
await browser.close()
for (const fault of faults) console.error(fault)
console.log(`${out}: done, ${faults.length} faults`)
process.exit(faults.length ? 1 : 0)

/** A plain picture, so that no image file lies in the tree. */
function png(width, height) {
  const raw = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      raw.set([40 + (x >> 2), 90 + (y >> 2), 150], y * (width * 3 + 1) + 1 + x * 3)
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const start = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(data) {
  let value = ~0
  for (const byte of data) {
    value ^= byte
    for (let k = 0; k < 8; k++) value = (value >>> 1) ^ (0xedb88320 & -(value & 1))
  }
  return ~value >>> 0
}
