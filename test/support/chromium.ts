import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executablePath = places.find((path) => path !== '' && existsSync(path));

/** Says once why what needs a browser is not run. */
export const hasChromium = (): boolean => {
  if (executablePath === undefined)
    process.stderr.write('skipped: there is no Chromium here (Debian: apt-get install chromium, or set CHROMIUM)\n');

  return executablePath !== undefined;
};

export const launchChromium = () =>
  chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] });
