import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { jenkinsPolicy, servePage } from '../../support/pages.ts';
import { shownPages } from '../../support/shown-pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Opened {
  readonly page: Page;
  /** What the browser complained of, and what it asked for besides the page. */
  readonly said: readonly string[];
  close(): Promise<void>;
}

let browser: Browser;

const open = async (
  text: string,
  options: BrowserContextOptions & { readonly headers?: Readonly<Record<string, string>>; readonly at?: string } = {},
): Promise<Opened> => {
  const { headers = {}, at = '', ...context } = options;
  const served = await servePage(text, headers);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...context });
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== served.url) said.push(`asked for ${request.url()}`);
  });
  page.on('dialog', (dialog) => said.push(`dialog: ${dialog.message()}`));
  await page.goto(served.url + at);

  return {
    page,
    said,
    close: async () => {
      await page.close();
      served.close();
    },
  };
};

/** What axe holds against a page, as `rule: where`. */
const violationsIn = async (page: Page): Promise<readonly string[]> => {
  // A policy lets no script in by a tag: it is run as the browser's own.
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 120))].join(' | ')))",
  );

  return found as readonly string[];
};

describe.skipIf(!hasChromium())('the page in a browser', () => {
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser.close());

  describe.each(['cake', 'small-hub', 'second-run', 'hostile'] as const)('of %s', (name) => {
    it('asks for nothing, and nothing goes wrong', async () => {
      const { page, said, close } = await open(shownPages[name]());
      await page.mouse.wheel(0, 20_000);

      expect(said).toEqual([]);
      await close();
    });

    it.each([1400, 390])('is no wider than a window of %i pixels', async (width) => {
      const { page, close } = await open(shownPages[name](), { viewport: { width, height: 800 } });

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await close();
    });

    it.each(['light', 'dark'] as const)(
      'shuts nobody out: %s',
      async (colorScheme) => {
        const { page, close } = await open(shownPages[name](), { colorScheme, bypassCSP: true });
        for (const details of await page.locator('main details:not(.hop)').all())
          await details.evaluate((element) => element.setAttribute('open', ''));

        expect(await violationsIn(page)).toEqual([]);
        await close();
      },
      60_000,
    );
  });

  it('shows the ways of one subnet alone, hop by hop, by keyboard', async () => {
    const { page, close } = await open(shownPages.cake());
    const focused = () => page.evaluate("document.activeElement?.getAttribute('aria-label') ?? ''");
    for (let tabs = 0; tabs < 40 && !String(await focused()).startsWith('Cake-Private-2'); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const panel = page.locator('.hop.on');

    expect(await panel.isVisible()).toBe(true);
    expect(await panel.textContent()).toContain('Cake-Private-2 routes 0.0.0.0/0 → Cake-NAT');
    expect(await page.locator('.hint').textContent()).toBe(
      'Only the ways of Cake-Private-2 are shown. Escape brings all back.',
    );
    await page.keyboard.press('Escape');
    expect(await panel.count()).toBe(0);
    expect(await focused()).toMatch(/^Cake-Private-2/);
    await close();
  });

  it('opens at a subnet and service that the address names', async () => {
    const { page, close } = await open(shownPages.cake(), { at: '#subnet-0c93e71b4fa2d6058/s3' });
    await page.locator('.hop.on section.on').waitFor();

    expect(await page.locator('.hop.on section.on h4').textContent()).toContain('S3');
    await close();
  });

  it('opens what hides the target of a fragment, where the browser leaves that to the page', async () => {
    const { page, said, close } = await open(shownPages.cake());
    const rules = page.locator('#rules');
    expect(await rules.getAttribute('open')).toBeNull();
    // No navigation: Chromium opens nothing by itself.
    await page.evaluate(
      "history.replaceState(null, '', '#rule-public-path'); dispatchEvent(new HashChangeEvent('hashchange'))",
    );

    expect(await rules.getAttribute('open')).toBe('');
    await page.evaluate("history.replaceState(null, '', '#%'); dispatchEvent(new HashChangeEvent('hashchange'))");
    expect(said).toEqual([]);
    await close();
  });

  it('leads by keyboard from the headline to what to do, to a verdict, and to its hops', async () => {
    const { page, close } = await open(shownPages.cake());
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to what to do');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#do$/);
    const verdict = page.locator('.mx td a').first();
    await verdict.focus();
    await page.keyboard.press('Enter');

    expect(await page.locator('.hop.on section.on ol li').first().isVisible()).toBe(true);
    await close();
  });

  it('tells the ways of a subnet without a script', async () => {
    const { page, close } = await open(shownPages.cake(), {
      javaScriptEnabled: false,
      at: '#subnet-0c93e71b4fa2d6058',
    });

    expect(await page.locator('.hop').filter({ visible: true }).count()).toBe(1);
    expect(await page.locator('.hop ol').filter({ visible: true }).first().textContent()).toContain('delivers');
    await close();
  });

  it('reads well as Jenkins serves it, without style and script', async () => {
    const { page, said, close } = await open(shownPages.cake(), {
      headers: { 'content-security-policy': jenkinsPolicy },
    });

    expect(said.filter((line) => !/Content Security Policy|sandboxed/.test(line))).toEqual([]);
    expect(await page.locator('h1').textContent()).toBe('11 of 12 paths are public.');
    for (const [selector, is] of [
      ['svg.pic', true],
      ['.hop summary >> nth=0', true],
      ['.tools', false],
      ['.copy >> nth=0', false],
      ['.way >> nth=0', false],
    ] as const)
      expect([selector, await page.locator(selector).isVisible()]).toEqual([selector, is]);
    await page.locator('.hop summary').first().click();
    expect(await page.locator('.hop ol').first().isVisible()).toBe(true);
    await close();
  });

  it('filters and sorts the matrix', async () => {
    const { page, close } = await open(shownPages.cake());
    const shown = () => page.locator('.mx tbody tr:visible th').allInnerTexts();
    await page.locator('.chips button', { hasText: 'private' }).click();
    expect(await shown()).toEqual(['Cake-Private-1']);
    await page.locator('.chips button', { hasText: 'private' }).click();
    await page.locator('#q').fill('igw');
    expect(await shown()).toEqual(['Cake-Public-1, Cake-Public-2']);
    await page.locator('#q').fill('');
    await page.locator('.mx thead button').first().click();
    expect(await shown()).toEqual(['Cake-Private-1', 'Cake-Private-2', 'Cake-Public-1, Cake-Public-2']);
    await page.locator('#fs').selectOption('S3');
    expect(await page.locator('.mx thead th:visible').allInnerTexts()).not.toContain('DynamoDB');
    await close();
  });

  it('prints all that is folded', async () => {
    const { page, close } = await open(shownPages.cake());
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");

    expect(await page.locator('.fi:not([open])').count()).toBe(0);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    await close();
  });
});
