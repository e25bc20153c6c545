/** `npm run screenshots -- [FOLDER [NAME]]`: pages as a browser shows them, to be looked at before a change to them is called done. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hasChromium, launchChromium } from '../test/support/chromium.ts';
import { jenkinsPolicy, servePage } from '../test/support/pages.ts';
import { shownPages } from '../test/support/shown-pages.ts';

interface View {
  readonly context?: BrowserContextOptions;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isPrinted?: true;
  /** The first subnet of the first picture alone. */
  readonly isChosen?: true;
}

const narrow = { width: 390, height: 844 };

const views: Readonly<Record<string, View>> = {
  light: {},
  dark: { context: { colorScheme: 'dark' } },
  narrow: { context: { viewport: narrow } },
  print: { isPrinted: true },
  chosen: { isChosen: true },
  'no-script': { context: { javaScriptEnabled: false } },
  jenkins: { headers: { 'content-security-policy': jenkinsPolicy } },
};

const shoot = async (page: Page, file: string, { isPrinted, isChosen }: View): Promise<void> => {
  if (isPrinted) await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true, printBackground: true });
  if (isChosen) await page.locator('.pic .bx').first().press('Enter');
  if (!isPrinted) await page.screenshot({ path: `${file}.png`, fullPage: true });
};

const showAll = async (browser: Browser, text: string, file: string): Promise<void> => {
  for (const [view, how] of Object.entries(views)) {
    const served = await servePage(text, how.headers);
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...how.context });
    await page.goto(served.url);
    await shoot(page, `${file}-${view}`, how);
    await page.close();
    served.close();
  }
};

if (hasChromium()) {
  const [, , folder = 'screenshots', only = ''] = process.argv;
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  for (const [name, pageOf] of Object.entries(shownPages))
    if (name.startsWith(only)) await showAll(browser, pageOf(), join(folder, name));
  await browser.close();
  console.log(`${Object.keys(shownPages).length} pages in ${Object.keys(views).length} views: ${folder}`);
}
