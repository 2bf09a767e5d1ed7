import type { Answer } from '../../domain/answer.ts';
import { sayBack } from '../../domain/language/letters.ts';
import { meant, notUnderstood } from '../../domain/language/misread.ts';
import { nearest } from '../../domain/language/suggest.ts';
import type { VendorChangeSentence } from '../../domain/language/vendor-sentence.ts';
import { quoted } from '../../domain/language/write.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import { findParty, foldedParty } from '../../domain/matrix/find-party.ts';
import { findRow } from '../../domain/matrix/find-row.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { VendorEdit } from '../../domain/vendor/edit.ts';
import type { Vendor } from '../../domain/vendor/vendor.ts';
import { unknownActivity } from '../questions/activity.ts';
import { isVendors } from '../vendor/vendor-parties.ts';

type Sentence = Extract<VendorChangeSentence, { is: 'vendor-set' }>;
type Known = { before: Vendor; matrix: Matrix };

/** Parties and activities of an edit as the matrix in force has them; what it does not have comes back with what it has. */
export function namedInMatrix(request: Request, sentence: Sentence, known: Known): Result<VendorEdit, Answer> {
  const { edit } = sentence;
  if (edit.set === 'parties') return nameParties(request, { sentence, edit, known });
  return edit.set === 'activities' && edit.activities
    ? nameActivities(request, { sentence, phrases: edit.activities, known })
    : ok(edit);
}

/** A party of another profile stays with a vendor that has it: profiles come and go. */
function nameParties(
  request: Request,
  { sentence, edit, known }: { sentence: Sentence; edit: Extract<VendorEdit, { set: 'parties' }>; known: Known },
): Result<VendorEdit, Answer> {
  const theirs = known.matrix.parties.filter(isVendors);
  const parties: string[] = [];
  for (const said of edit.parties) {
    const label = findParty(theirs, said)?.label ?? known.before.parties.find((one) => one === said);
    if (label === undefined) return err(noParty(request, { sentence, said, labels: theirs.map((one) => one.label) }));
    parties.push(label);
  }
  return ok({ set: 'parties', parties: [...new Set(parties)] });
}

function noParty(
  { text: typed }: Request,
  { sentence, said, labels }: { sentence: Sentence; said: string; labels: string[] },
): Answer {
  const folded = new Map(labels.map((label) => [foldedParty(label), label]));
  const near = nearest(foldedParty(said), folded.keys()).flatMap((name) => folded.get(name) ?? []);
  const anew = near.map((label) => replaced(sentence, said, label));
  const allowed =
    labels.map((label) => `\`${label}\``).join(', ') || 'the matrix in force has no party that is a vendor';
  const example = `vendor set ${sentence.vendor} parties to ${quoted(labels[0] ?? '')} because "their contract"`;
  const no = notUnderstood(`${sayBack(said)} is no vendor of the matrix in force`, allowed, example);
  const read = meant(`There is no party ${sayBack(said)}. Which one did you mean?`, anew) ?? no;
  return read.ok ? read.value : { ...read.error, typed };
}

function replaced(sentence: Sentence, said: string, label: string): string {
  const { edit } = sentence;
  if (edit.set === 'parties') {
    return writeSentence({
      ...sentence,
      edit: { ...edit, parties: edit.parties.map((one) => (one === said ? label : one)) },
    });
  }
  if (edit.set !== 'activities' || !edit.activities) return writeSentence(sentence);
  const activities = edit.activities.map((one) => (one === said ? label : one));
  return writeSentence({ ...sentence, edit: { ...edit, activities } });
}

/** An activity that the vendor has already stays, whatever the profile in force calls it. */
function nameActivities(
  request: Request,
  { sentence, phrases, known }: { sentence: Sentence; phrases: string[]; known: Known },
): Result<VendorEdit, Answer> {
  const activities: string[] = [];
  for (const said of phrases) {
    const had = known.before.activities?.find((one) => one === said);
    const named = had === undefined ? findRow(known.matrix, said)?.activities : [had];
    if (!named) {
      const rewrite = (label: string) => replaced(sentence, said, label);
      return err(unknownActivity(request, known.matrix, said, rewrite));
    }
    activities.push(...named);
  }
  return ok({ set: 'activities', activities: [...new Set(activities)] });
}
