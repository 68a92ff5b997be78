import type { Takedown } from '../api/types';
import { dayWords } from '../words/dates';
import { bytes, count, num } from './numbers';

/** Describes what is removed, one sentence each, for a list under a heading. */
export function goingWords(report: Takedown): string[] {
  return [
    report.articleCount > 0 || report.versions > 0 ? `${count(report.articleCount, 'article')}: ${count(report.versions, 'text')} in all, with what lists and search say of them` : '',
    report.linkCount > 0 ? `${count(report.linkCount, 'link')} that nothing else mentions, with their checks` : '',
    report.events > 0 ? `${count(report.events, 'event')} about these links` : '',
    report.captures.length > 0 ? `${count(report.captures.length, 'copy', 'copies')} of ours that no other link uses` : '',
    ...report.dumps.map((dump) => `the upload ${dump.name}`),
    ...report.rewritten.map((dump) => `its text in the upload ${dump.name}, which is then read again`),
  ].filter(Boolean);
}

/** Describes what stays, and why. */
export function stayingWords(report: Takedown): string[] {
  const size = report.bytesThatStay.reduce((sum, place) => sum + place.length, 0);
  return [
    report.linksThatStay > 0 ? `${count(report.linksThatStay, 'link')} that other articles mention` : '',
    report.bytesThatStay.length > 0
      ? `${bytes(size)} in ${num(report.bytesThatStay.length)} ${report.bytesThatStay.length === 1 ? 'place' : 'places'} of uploads that have other articles, too: ${[...new Set(report.bytesThatStay.map((place) => place.dumpName))].join(', ')}`
      : '',
    report.recoverableUntil ? `what the storage keeps of deleted files, until ${dayWords(report.recoverableUntil.slice(0, 10))}` : '',
  ].filter(Boolean);
}
