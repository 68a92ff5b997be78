import { load } from './client';

/** The site that the samples get here. It has no locations, so nobody is asked for their pictures. */
export const samplesSite = 'local';

interface Sample {
  name: string;
  base64: string;
}

/** The sample dumps, which are a file of the page. */
export async function loadSamples(): Promise<File[]> {
  const address = document.querySelector<HTMLMetaElement>('meta[name=samples]')!.content;
  return (await load<Sample[]>(address)).map(({ name, base64 }) => new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
}
