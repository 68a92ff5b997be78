import { load } from './client';

/** The site of the samples here. It has no configured addresses, so their links are never checked. */
export const samplesSite = 'local';

interface Sample {
  name: string;
  base64: string;
}

/** Loads the sample dumps, which are served as a file of the page. */
export async function loadSamples(): Promise<File[]> {
  const address = document.querySelector<HTMLMetaElement>('meta[name=samples]')!.content;
  return (await load<Sample[]>(address)).map(({ name, base64 }) => new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
}
