/** The action id, and the block's, of the form's choice of a command. */
export const FORM_COMMAND = 'form-command';

/** The action of inputs that are shown in a form's preview at once: whoever hears it renders the form anew. */
export const PREVIEWED = 'previewed';
