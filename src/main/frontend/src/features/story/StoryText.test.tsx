import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { StoryText } from './StoryText';

const MARKUP = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">here</a> </p></div><style>*{display:none}</style>',
  '&lt;b&gt; [link](javascript:alert(1)) ![](x) <svg/onload=alert(1)>',
].join('\n\n');

it.each([true, false])('shows markup as the words it is made of (telling: %s)', (isTelling) => {
  const { container } = render(<StoryText text={MARKUP + ' '} isTelling={isTelling} />);
  const tags = [...container.querySelectorAll('*')].map((element) => element.tagName);
  expect(new Set(tags)).toEqual(new Set(['DIV', 'P', 'SPAN']));
  expect(container.textContent?.replaceAll(/\s/g, '')).toBe(MARKUP.replaceAll(/\s/g, ''));
});
