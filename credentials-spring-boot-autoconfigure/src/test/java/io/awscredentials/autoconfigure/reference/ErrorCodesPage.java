package io.awscredentials.autoconfigure.reference;

import java.util.Arrays;
import java.util.List;

import io.awscredentials.CredentialsErrorCode;

/**
 * The codes of what can go wrong.
 */
final class ErrorCodesPage implements ReferencePage {

	@Override
	public void write(Markdown markdown) {
		markdown.title("Error codes")
			.paragraph(
					"`CredentialsException.code()` is one of `CredentialsErrorCode`. *Tried again* says whether it may "
							+ "pass by itself. What to look at, code by code: [operating it](../operations.md).")
			.table("code", "says", "advice", "tried again");
		for (CredentialsErrorCode code : CredentialsErrorCode.values()) {
			markdown.row(Markdown.code(code.name()), code.sentence(), code.advice(), (code.retryable()) ? "yes" : "");
		}
	}

	@Override
	public List<String> words() {
		return Arrays.stream(CredentialsErrorCode.values()).map(Enum::name).toList();
	}

}
