import { expect, it } from 'vitest';
import { allPages } from '../../../src/sources/aws/all-pages.ts';

const endless = (records: readonly string[]) => {
  let pages = 0;
  const list = allPages('Vpcs', async () => {
    pages += 1;
    return { records, next: `page-${pages}` };
  });
  return list.catch((error: Error) => `${error.message} after ${pages} pages`);
};

it('follows tokens to the end', async () => {
  const pages = [
    { records: ['a', 'b'], next: '1' },
    { records: [], next: '2' },
    { records: ['c'], next: '' },
  ];

  expect(
    await allPages('Vpcs', async (token = '0') => pages[Number(token)] ?? { records: undefined, next: undefined }),
  ).toEqual(['a', 'b', 'c']);
});

it('gives up after 10,000 pages', async () => {
  expect(await endless(['a'])).toBe('the list has more than 10000 pages after 10000 pages');
});

it('gives up after 1,000 empty pages in a row', async () => {
  expect(await endless([])).toBe('AWS gave 1000 empty pages in a row after 1000 pages');
});

it('takes a page without a list for no empty one', async () => {
  const list = allPages('Vpcs', async () => ({ records: undefined, next: undefined }));

  await expect(list).rejects.toThrow('the answer has no Vpcs');
});

it('goes on where empty pages do not come in a row', async () => {
  let page = 0;
  const list = await allPages('Vpcs', async () => {
    page += 1;
    return { records: page % 2 === 0 ? ['a'] : [], next: page < 2_400 ? `page-${page}` : undefined };
  });

  expect(list).toHaveLength(1_200);
});
