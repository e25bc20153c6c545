import { hasChromium, launchChromium } from '../test/support/chromium.ts';
import { servePage } from '../test/support/pages.ts';
import { shownPages } from '../test/support/shown-pages.ts';
import { median } from './interleaved.ts';

interface PageTimes {
  readonly kilobytes: number;
  /** From the first byte asked for until the script has run and the browser has drawn and rests, in milliseconds. */
  readonly open: number;
  /** Of the page's main thread until then: it says the same on a machine that is busy. */
  readonly cpu: number;
  /** From a click on a subnet until its ways alone are drawn. */
  readonly choose: number;
}

const rested = 'new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))';

const chosen = `(async () => {
  const before = performance.now();
  document.querySelector('.pic .bx').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  return (await ${rested}) - before;
})()`;

/** A page of 1,000 subnets in Chromium, as often as `runs` says; null where there is no Chromium. */
export const pageTimes = async (runs: number): Promise<PageTimes | null> => {
  if (!hasChromium()) return null;
  const text = shownPages.thousand();
  const served = await servePage(text);
  const browser = await launchChromium();
  const opened: number[] = [];
  const worked: number[] = [];
  const clicked: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(served.url);
    opened.push(Number(await page.evaluate(rested)));
    const { metrics } = await devtools.send('Performance.getMetrics');
    worked.push(1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0));
    clicked.push(Number(await page.evaluate(chosen)));
    await page.close();
  }
  await browser.close();
  served.close();

  const [open, cpu, choose] = [opened, worked, clicked].map(median);

  return { kilobytes: Buffer.byteLength(text) / 1000, open: open ?? 0, cpu: cpu ?? 0, choose: choose ?? 0 };
};
