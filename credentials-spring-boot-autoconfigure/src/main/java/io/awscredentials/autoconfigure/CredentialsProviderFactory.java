package io.awscredentials.autoconfigure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.awscredentials.CredentialsProvider;
import io.awscredentials.CredentialsSource;
import io.awscredentials.refresh.RefreshListener;
import io.awscredentials.refresh.RefreshScheduler;
import io.awscredentials.refresh.RefreshingCredentialsProvider;
import io.awscredentials.source.basic.ProvidedCredentialsSource;
import io.awscredentials.source.chain.ChainCredentialsSource;
import io.awscredentials.source.chain.ChainCredentialsSource.Link;
import io.awscredentials.source.chain.NotConfiguredCredentialsSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Creates providers as their descriptions say.
 */
final class CredentialsProviderFactory {

	static final String DEFAULT_PROVIDER = "refreshingCredentialsProvider";

	private final Descriptions descriptions;

	private final BeanFactory beanFactory;

	private final CredentialsInfrastructure infrastructure;

	private final RefreshScheduler scheduler;

	private final RefreshListener listener;

	private @Nullable Map<SourceKind, SourceFactory> factories;

	private @Nullable Map<WrapperKind, SourceWrapper> wrappers;

	CredentialsProviderFactory(Descriptions descriptions, BeanFactory beanFactory,
			CredentialsInfrastructure infrastructure, RefreshScheduler scheduler, RefreshListener listener) {
		this.descriptions = descriptions;
		this.beanFactory = beanFactory;
		this.infrastructure = infrastructure;
		this.scheduler = scheduler;
		this.listener = listener;
	}

	// Looked for when the first named provider needs one: the default one uses beans.
	private synchronized @Nullable SourceFactory factory(SourceKind kind) {
		Map<SourceKind, SourceFactory> factories = this.factories;
		if (factories == null) {
			factories = new EnumMap<>(SourceKind.class);
			for (SourceFactory factory : this.beanFactory.getBeanProvider(SourceFactory.class)) {
				factories.put(factory.kind(), factory);
			}
			this.factories = factories;
		}
		return factories.get(kind);
	}

	private synchronized @Nullable SourceWrapper wrapper(WrapperKind kind) {
		Map<WrapperKind, SourceWrapper> wrappers = this.wrappers;
		if (wrappers == null) {
			wrappers = new EnumMap<>(WrapperKind.class);
			for (SourceWrapper wrapper : this.beanFactory.getBeanProvider(SourceWrapper.class)) {
				wrappers.put(wrapper.kind(), wrapper);
			}
			this.wrappers = wrappers;
		}
		return wrappers.get(kind);
	}

	/**
	 * Return who is told what happens to providers.
	 * @return the listener
	 */
	RefreshListener listener() {
		return this.listener;
	}

	/**
	 * Return the name of the bean that is the provider of a name.
	 * @param name the name of the provider
	 * @return the bean name
	 */
	static String beanName(String name) {
		return (name.equals(Description.DEFAULT)) ? DEFAULT_PROVIDER : name + "CredentialsProvider";
	}

	/**
	 * Create the provider of a name.
	 * @param name the name of the provider
	 * @return the provider
	 */
	RefreshingCredentialsProvider create(String name) {
		this.descriptions.checkSources(name);
		RefreshingCredentialsProvider earlier = earlier(name);
		if (earlier != null) {
			return earlier;
		}
		Description description = this.descriptions.get(name);
		return new RefreshingCredentialsProvider(name, source(description, WrapperKind.values().length),
				description.refreshPolicy(), this.scheduler, this.listener);
	}

	/**
	 * Return the provider that retrieved the credentials with which configuration was
	 * loaded, if it is what this factory would create.
	 */
	private @Nullable RefreshingCredentialsProvider earlier(String name) {
		return (this.beanFactory.containsBean(BootstrapCredentials.BEAN_NAME)
				&& this.beanFactory instanceof ConfigurableListableBeanFactory beans)
						? beans.getBean(BootstrapCredentials.BEAN_NAME, BootstrapCredentials.class)
							.takeOver(name, this.descriptions, beans, this.listener)
						: null;
	}

	/**
	 * Return the source of the default provider that a wrapper wraps.
	 * @param wrapper the kind of the wrapper
	 * @return the source
	 */
	CredentialsSource inside(WrapperKind wrapper) {
		return source(this.descriptions.top(), wrapper.ordinal());
	}

	private CredentialsSource source(Description description, int wrapperCount) {
		if (wrapperCount == 0) {
			return leaf(description);
		}
		WrapperKind kind = WrapperKind.values()[wrapperCount - 1];
		if (description.isDefault() && this.beanFactory.containsBean(kind.beanName())) {
			return this.beanFactory.getBean(kind.beanName(), CredentialsSource.class);
		}
		CredentialsSource inner = source(description, wrapperCount - 1);
		SourceWrapper wrapper = (!description.isDefault() && description.configured(kind)) ? wrapper(kind) : null;
		return (wrapper != null) ? wrapper.wrap(description, inner) : inner;
	}

	private CredentialsSource leaf(Description description) {
		String other = description.properties().source();
		List<SourceKind> kinds = kinds(description);
		if (other != null) {
			if (!kinds.isEmpty()) {
				throw description.invalid("source", "is set, but so is the source '" + kinds.get(0).id() + "'",
						"Set only one of them");
			}
			return provided(other);
		}
		if (kinds.isEmpty()) {
			kinds = SourceKind.defaultChain(this.infrastructure.outgoing().files().profileNamedByEnvironment());
		}
		if (kinds.size() == 1) {
			return link(description, kinds.get(0));
		}
		List<Link> links = new ArrayList<>();
		for (SourceKind kind : kinds) {
			links.add(new Link(kind.id(), link(description, kind)));
		}
		return new ChainCredentialsSource(links);
	}

	/**
	 * Return the kinds of a description; sources that the application defines as beans
	 * count as configured for the default provider.
	 */
	private List<SourceKind> kinds(Description description) {
		List<SourceKind> kinds = description.kinds();
		if (!description.isDefault() || description.properties().chain() != null) {
			return kinds;
		}
		List<SourceKind> used = new ArrayList<>();
		for (SourceKind kind : SourceKind.values()) {
			if (kinds.contains(kind) || (!kind.inDefaultChain() && this.beanFactory.containsBean(kind.beanName()))) {
				used.add(kind);
			}
		}
		return used;
	}

	private CredentialsSource link(Description description, SourceKind kind) {
		SourceFactory factory = (description.isDefault()) ? null : factory(kind);
		if (factory == null) {
			CredentialsSource bean = bean(kind);
			return (bean != null) ? bean : notConfigured(description, kind);
		}
		return (kind.inDefaultChain() || description.configured(kind)) ? factory.create(description)
				: notConfigured(description, kind);
	}

	private @Nullable CredentialsSource bean(SourceKind kind) {
		return (this.beanFactory.containsBean(kind.beanName()))
				? this.beanFactory.getBean(kind.beanName(), CredentialsSource.class) : null;
	}

	private static CredentialsSource notConfigured(Description description, SourceKind kind) {
		String reason = (kind.group() != null) ? "no property in '" + description.property(kind.group()) + "' is set"
				: "there is no bean '" + kind.beanName() + "'";
		return new NotConfiguredCredentialsSource(kind.id(), reason);
	}

	/**
	 * Return the source that gives the credentials of another provider.
	 * @param name the name of the provider
	 * @return the source
	 */
	CredentialsSource provided(String name) {
		CredentialsProvider provider = (this.beanFactory.containsBean(beanName(name)))
				? this.beanFactory.getBean(beanName(name), CredentialsProvider.class)
				: this.beanFactory.getBean(CredentialsProvider.class);
		return new ProvidedCredentialsSource(provider,
				() -> (provider instanceof RefreshingCredentialsProvider refreshing) ? refreshing.status().source()
						: provider.getClass().getSimpleName());
	}

}
