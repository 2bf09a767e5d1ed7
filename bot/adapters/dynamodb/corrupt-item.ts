/** An item does not parse, or is not what was written. It names where the item is and never what is in it: that may be anything. */
export class CorruptItem extends Error {
  override readonly name = 'CorruptItem';
  readonly pk: string;
  readonly sk: string;
  constructor(pk: string, sk: string, why = 'does not parse') {
    super(`the item ${pk} / ${sk} ${why}`);
    this.pk = pk;
    this.sk = sk;
  }
}
