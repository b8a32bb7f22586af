package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.awscredentials.AssumeRoleOptions;
import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.refresh.roles.RuntimeRoleOrigin;
import io.awscredentials.refresh.roles.RuntimeRoles;
import io.awscredentials.source.basic.ProvidedCredentialsSource;
import io.awscredentials.source.chain.ChainCredentialsSource;
import io.awscredentials.source.chain.ChainCredentialsSource.Link;
import io.awscredentials.source.chain.NotConfiguredCredentialsSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Assembles sources and providers as their definitions say. It knows no container: what
 * an application supplies is handed in, and all that a retrieval needs is there before
 * the first one.
 */
final class CredentialsAssembler implements AutoCloseable {

	static final String DEFAULT_PROVIDER = "refreshingCredentialsProvider";

	private static final Log logger = LogFactory.getLog(CredentialsAssembler.class);

	private final ProviderDefinitions definitions;

	private final AwsClients clients;

	private final SourceFactory sources;

	private final AssembledProviders providers;

	private final RefreshScheduler scheduler;

	private final RefreshListener listener;

	private final SuppliedBeans supplied;

	/**
	 * Create a new instance.
	 * @param definitions the definitions of all providers
	 * @param clients how sources talk to the world
	 * @param mfa finds who gives MFA codes
	 * @param providers takes note of the providers
	 * @param scheduler wakes the providers and runs their retrievals
	 * @param listener is told what happens to the providers
	 * @param supplied what there may be already
	 */
	CredentialsAssembler(ProviderDefinitions definitions, AwsClients clients, MfaTokenProviders mfa,
			AssembledProviders providers, RefreshScheduler scheduler, RefreshListener listener,
			SuppliedBeans supplied) {
		this.definitions = definitions;
		this.clients = clients;
		this.sources = new SourceFactory(definitions, clients, mfa, scheduler, supplied);
		this.providers = providers;
		this.scheduler = scheduler;
		this.listener = listener;
		this.supplied = supplied;
	}

	/**
	 * Return the name of the bean that is the provider of a name.
	 * @param name the name of the provider
	 * @return the bean name
	 */
	static String beanName(String name) {
		return (name.equals(ProviderDefinition.DEFAULT)) ? DEFAULT_PROVIDER : name + "CredentialsProvider";
	}

	/**
	 * Return what creates the sources of each kind.
	 * @return the sources
	 */
	SourceFactory sources() {
		return this.sources;
	}

	/**
	 * Create the provider of a name.
	 * @param name the name of the provider
	 * @return the provider
	 */
	RefreshingCredentialsProvider create(String name) {
		this.definitions.checkSources(name);
		RefreshingCredentialsProvider earlier = this.supplied.earlier(name);
		RefreshingCredentialsProvider provider = (earlier != null) ? earlier : assemble(this.definitions.get(name));
		this.providers.add(provider);
		return provider;
	}

	/**
	 * Return the provider of a name, created if it is not there.
	 * @param name the name of the provider
	 * @return the provider
	 */
	RefreshingCredentialsProvider provider(String name) {
		RefreshingCredentialsProvider provider = this.providers.get(name);
		return (provider != null) ? provider : create(name);
	}

	private RefreshingCredentialsProvider assemble(ProviderDefinition definition) {
		return new RefreshingCredentialsProvider(definition.name(), verified(definition, source(definition), null),
				definition.refreshPolicy(), this.scheduler, this.listener);
	}

	private CredentialsSource source(ProviderDefinition definition) {
		CredentialsSource supplied = (definition.isDefault()) ? this.clients.connection().source() : substitute();
		if (supplied == null) {
			return wrapped(definition, SourceKind.ASSUME_ROLE);
		}
		if (definition.isDefault()) {
			logger.info("The credentials are those of connection details, whatever properties say");
		}
		return supplied;
	}

	/**
	 * Return what takes the place of every source.
	 * @return the source, or {@code null} to leave them as they are
	 */
	@Nullable CredentialsSource substitute() {
		SuppliedConnection connection = this.clients.connection();
		return (connection.substitute()) ? connection.source() : null;
	}

	/**
	 * Return a source that gives no credentials of an account that is not expected.
	 * @param definition says what is expected
	 * @param source gives the credentials
	 * @param role the role they are credentials of, if it is known only at run time
	 * @return a source around that one, or the same if nothing is expected
	 */
	CredentialsSource verified(ProviderDefinition definition, CredentialsSource source,
			@Nullable AssumeRoleOptions role) {
		return (this.clients.connection().substitute()) ? source
				: this.sources.sts().verified(definition, source, role);
	}

	/**
	 * Select the kinds of sources that a definition uses.
	 * @param definition the definition
	 * @return the selection
	 */
	SourceSelection select(ProviderDefinition definition) {
		return (definition.isDefault() && this.clients.connection().source() != null)
				? SourceSelection.supplied(definition, "a bean")
				: SourceSelection.of(definition, this.supplied::contains);
	}

	/**
	 * Create the role of the default provider.
	 * @return the source
	 */
	CredentialsSource assumeRole() {
		ProviderDefinition top = this.definitions.top();
		return this.sources.sts().assumeRole(top, wrapped(top, SourceKind.SESSION_TOKEN));
	}

	/**
	 * Create the session of the default provider.
	 * @return the source
	 */
	CredentialsSource sessionToken() {
		ProviderDefinition top = this.definitions.top();
		return this.sources.sts().sessionToken(top, leaf(top));
	}

	private CredentialsSource wrapped(ProviderDefinition definition, SourceKind wrapper) {
		CredentialsSource bean = (definition.isDefault()) ? this.supplied.source(wrapper) : null;
		if (bean != null) {
			return bean;
		}
		boolean role = wrapper == SourceKind.ASSUME_ROLE;
		CredentialsSource inner = (role) ? wrapped(definition, SourceKind.SESSION_TOKEN) : leaf(definition);
		if (!definition.configures(wrapper)) {
			return inner;
		}
		return (role) ? this.sources.sts().assumeRole(definition, inner)
				: this.sources.sts().sessionToken(definition, inner);
	}

	private CredentialsSource leaf(ProviderDefinition definition) {
		String other = definition.properties().source();
		SourceSelection selection = select(definition);
		List<SourceKind> kinds = selection.kinds();
		if (other != null) {
			if (!kinds.isEmpty()) {
				throw definition.invalid("source", "is set, but so is the source '" + kinds.get(0).id() + "'",
						"Set only one of them");
			}
			return provided(other);
		}
		warnOfOthers(selection);
		if (selection.isDefaultChain()) {
			kinds = SourceKind.defaultChain(this.clients.files().profileNamedByEnvironment());
		}
		if (kinds.size() == 1) {
			return link(definition, kinds.get(0));
		}
		List<Link> links = new ArrayList<>();
		for (SourceKind kind : kinds) {
			links.add(new Link(kind.id(), link(definition, kind)));
		}
		return new ChainCredentialsSource(links);
	}

	private static void warnOfOthers(SourceSelection selection) {
		ProviderDefinition definition = selection.definition();
		for (SourceKind kind : SourceKind.links()) {
			if (selection.chained() && !selection.kinds().contains(kind) && definition.configures(kind)) {
				logger.warn("Properties in '" + definition.property(kind.id()) + "' have no effect, since '"
						+ definition.property("chain") + "' does not list '" + kind.id() + "'");
			}
		}
	}

	private CredentialsSource link(ProviderDefinition definition, SourceKind kind) {
		boolean useBean = definition.isDefault() || kind == SourceKind.CUSTOM;
		CredentialsSource source = (useBean) ? this.supplied.source(kind) : null;
		if (source == null && (kind.inDefaultChain() || definition.configures(kind))) {
			source = this.sources.create(kind, definition);
		}
		if (source != null) {
			return source;
		}
		String reason = (kind.hasGroup()) ? "no property in '" + definition.property(kind.id()) + "' is set"
				: "there is no bean '" + kind.beanName() + "'";
		return new NotConfiguredCredentialsSource(kind.id(), reason);
	}

	/**
	 * Return the source that gives the credentials of another provider.
	 * @param name the name of the provider
	 * @return the source
	 */
	CredentialsSource provided(String name) {
		CredentialsProvider bean = this.supplied.provider(name);
		CredentialsProvider provider = (bean != null) ? bean : provider(name);
		if (provider instanceof RefreshingCredentialsProvider refreshing) {
			return new ProvidedCredentialsSource(refreshing, () -> refreshing.status().source(),
					() -> refreshing.status().lastRefresh());
		}
		return new ProvidedCredentialsSource(provider, provider.getClass()::getSimpleName, () -> null);
	}

	/**
	 * Create what refreshes something that is had with the credentials of a provider.
	 * @param name what it is called in logs, events and metrics
	 * @param definition the definition of the provider
	 * @param source gives it
	 * @return what refreshes it
	 */
	RefreshingCredentialsProvider dependent(String name, ProviderDefinition definition, CredentialsSource source) {
		RefreshingCredentialsProvider dependent = new RefreshingCredentialsProvider(name, source,
				definition.refreshPolicy(), this.scheduler, this.listener);
		this.providers.addDependent(dependent, definition.name());
		return dependent;
	}

	/**
	 * Create the providers of roles that are known only at run time.
	 * @param origins finds what roles start from
	 * @param properties how many are remembered, and for how long
	 * @return the roles
	 */
	RuntimeRoles runtimeRoles(Function<String, RuntimeRoleOrigin> origins, RuntimeRoleProperties properties) {
		return new RuntimeRoles(origins, this.scheduler, this.listener, properties.maximumSize(),
				properties.idleTimeout());
	}

	@Override
	public void close() {
		this.sources.close();
	}

}
