import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, plain, truncate, wrap } from '../../src/report/plain-text.ts';
import { hostileText } from '../support/hostile.ts';

describe('plain text', () => {
  it.each([
    ['an escape sequence', '\u001b[2Jgone', '\\u{1b}[2Jgone'],
    ['an eight-bit control', '\u009b31m', '\\u{9b}31m'],
    ['line and paragraph breaks', 'a\r\nb\u2028c\u2029d', 'a\\u{d}\\u{a}b\\u{2028}c\\u{2029}d'],
    ['a bidi override', 'a\u202egnp.exe', 'a\\u{202e}gnp.exe'],
    ['what has no width', 'a\u200bb\ufeffc\u00add', 'a\\u{200b}b\\u{feff}c\\u{ad}d'],
    ['a joiner where nothing is joined', 'a\u200db', 'a\\u{200d}b'],
    ['invisible tags', 'x\u{e0041}', 'x\\u{e0041}'],
    ['half a character', '\ud800x', '\\u{d800}x'],
  ])('shows %s instead of obeying it', (_, text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it.each(['subnet-0a1b2c', '東京', '한국어 서브넷', 'e\u0301te\u0301', '👩‍💻 🇯🇵 👍🏽 ❤️ 1️⃣', 'नमस्ते'])(
    'leaves %s as it is',
    (text) => {
      expect(plain(text)).toBe(text);
    },
  );

  it('turns spaces that only look like one into one', () => {
    expect(plain('a\u00a0b\u2003c')).toBe('a b c');
  });

  it('holds no control character, whatever went in, and stays as it is when done again', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(plain(plain(text))).toBe(plain(text));
      }),
    );
  });
});

describe('display width', () => {
  it.each([
    ['', 0],
    ['nat-0abc', 8],
    ['東京', 4],
    ['ｆｕｌｌ', 8],
    ['ﾊﾝｶｸ', 4],
    ['한국어', 6],
    ['e\u0301', 1],
    ['✓ ✗ » ≠ ⊘ … ─', 13],
    ['🫠', 2],
    ['🇯🇵', 2],
    ['👍🏽', 2],
    ['👩‍💻', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🏳️‍🌈', 2],
    ['❤️', 2],
    ['❤', 1],
    ['1️⃣', 2],
    ['𠮷', 2],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('truncate', () => {
  it('shows what is cut off', () => {
    expect(truncate('nat-0123456789', 8)).toBe('nat-012…');
  });

  it('never halves a wide character or an emoji', () => {
    expect(truncate('東京都', 4)).toBe('東…');
    expect(truncate('👩‍💻👩‍💻', 3)).toBe('👩‍💻…');
  });

  it('fits, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 40 }), (text, width) => {
        expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrap', () => {
  it('breaks at spaces, and in a word only where it must', () => {
    expect(wrap('to public AWS addresses', 10)).toEqual(['to public', 'AWS', 'addresses']);
    expect(wrap('arn:aws:ec2:one', 8)).toEqual(['arn:aws:', 'ec2:one']);
  });

  it('fits, whatever the text, and loses nothing but spaces', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrap(text, width);

        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(plain(text).replaceAll(' ', ''));
      }),
    );
  });
});
