import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const b = await puppeteer.launch({ executablePath:'/usr/bin/chromium', args, headless: true })
for (const url of process.argv.slice(2)) for (let i=0;i<2;i++) {
const page = await b.newPage()
const {lhr} = await lighthouse(url, {logLevel:'error', onlyCategories:['performance']}, undefined, page)
await page.close()
console.log(url, 'fcp', lhr.audits['first-contentful-paint'].numericValue, 'tbt', lhr.audits['total-blocking-time'].numericValue, 'bi', lhr.environment.benchmarkIndex)
for (const t of lhr.audits['long-tasks'].details?.items ?? []) console.log('   long', Math.round(t.startTime), Math.round(t.duration), t.url.slice(-30))
const d = lhr.audits['long-tasks'].details?.debugData
console.log('   ', JSON.stringify(d?.tasks), d?.names)
for (const t of lhr.audits['main-thread-tasks'].details.items.filter(t=>t.duration>8)) console.log('   real task', Math.round(t.startTime), t.duration.toFixed(1))
const m = lhr.audits['metrics'].details.items[0]; console.log('   observed fcp', m.observedFirstContentfulPaint, 'lcp', m.observedLargestContentfulPaint)
}
await b.close()
