/** The action id, and the block's, of the form's choice of a command. */
export const FORM_COMMAND = 'form-command';
