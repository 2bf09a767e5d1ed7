import { Button, Overflow } from './button.tsx';
import { Choices, DateField, TextField } from './fields.tsx';
import { FileField } from './file-field.tsx';
import { ImageElement } from './image.tsx';
import { type ElementProps, Select } from './selects.tsx';

const DRAWN: Record<string, (props: ElementProps) => preact.JSX.Element | null> = {
  button: Button,
  overflow: Overflow,
  static_select: Select,
  multi_static_select: Select,
  external_select: Select,
  multi_external_select: Select,
  users_select: Select,
  multi_users_select: Select,
  conversations_select: Select,
  multi_conversations_select: Select,
  channels_select: Select,
  multi_channels_select: Select,
  datepicker: DateField,
  timepicker: DateField,
  datetimepicker: DateField,
  checkboxes: Choices,
  radio_buttons: Choices,
  plain_text_input: TextField,
  number_input: TextField,
  file_input: FileField,
  email_text_input: TextField,
  url_text_input: TextField,
  image: ({ element }) => <ImageElement image={element} />,
};

/** Something that this page cannot draw is said aloud: a silent gap would look like a bot that sent nothing. */
export function Unknown({ what, type }: { what: 'block' | 'element'; type: string }) {
  return (
    <div class="unknown" role="alert">
      This page cannot show the {what} <code>{type}</code>.
    </div>
  );
}

export function InteractiveElement(props: ElementProps) {
  const Drawn = Object.hasOwn(DRAWN, props.element.type) ? DRAWN[props.element.type] : undefined;
  return Drawn ? <Drawn {...props} /> : <Unknown what="element" type={props.element.type} />;
}
